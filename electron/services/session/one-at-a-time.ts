/** Owns letting asynchronous work through one after the other, in the order it was asked for. Work that fails lets the next begin. */
export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>;

export const createOneAtATime = (): OneAtATime => {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => null);
    return done;
  };
};
