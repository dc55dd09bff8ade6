/**
 * Owns waiting no longer than allowed, without reading a clock: a timer that others can look at and wait for.
 * Always stopped by whoever started it, so that no job keeps the process alive.
 */

export interface JobTimer {
  readonly isElapsed: () => boolean;
  readonly elapsed: Promise<void>;
  readonly stop: () => void;
  /** Elapses by then, if it would not have before. */
  readonly endWithin: (durationMs: number) => void;
}

/** Elapsed as soon as one of both is; stopping it is the business of who started them. */
export const eitherTimer = (first: JobTimer, second: JobTimer): JobTimer => ({
  isElapsed: () => first.isElapsed() || second.isElapsed(),
  elapsed: Promise.race([first.elapsed, second.elapsed]),
  stop: () => undefined,
  endWithin: () => undefined,
});

/** Starts now. */
export const startTimer = (durationMs: number): JobTimer => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let over = false;
  const end = (): void => {
    over = true;
    resolve();
  };
  const handles = [setTimeout(end, durationMs)];
  return {
    isElapsed: () => over,
    elapsed: promise,
    stop: () => {
      for (const handle of handles) {
        clearTimeout(handle);
      }
    },
    endWithin: (sooner) => {
      handles.push(setTimeout(end, sooner));
    },
  };
};
