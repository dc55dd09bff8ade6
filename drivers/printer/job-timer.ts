/**
 * Owns waiting no longer than allowed, without reading a clock: a timer that others can look at and wait for.
 * Always stopped by whoever started it, so that no job keeps the process alive.
 */

export interface JobTimer {
  readonly isElapsed: () => boolean;
  readonly elapsed: Promise<void>;
  readonly stop: () => void;
}

/** Elapsed as soon as one of both is; stopping it is the business of who started them. */
export const eitherTimer = (first: JobTimer, second: JobTimer): JobTimer => ({
  isElapsed: () => first.isElapsed() || second.isElapsed(),
  elapsed: Promise.race([first.elapsed, second.elapsed]),
  stop: () => undefined,
});

/** Starts now. */
export const startTimer = (durationMs: number): JobTimer => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let over = false;
  const handle = setTimeout(() => {
    over = true;
    resolve();
  }, durationMs);
  return { isElapsed: () => over, elapsed: promise, stop: () => clearTimeout(handle) };
};
