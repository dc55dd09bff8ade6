/**
 * Owns taking turns: a printer serves one connection, so a status question waits until the job before it is done.
 * A turn that throws does not block the next.
 */

export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

export const createTurns = (): TakeTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => null);
    return mine;
  };
};
