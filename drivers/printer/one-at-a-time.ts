/**
 * Owns taking turns: a printer serves one connection, so a status question waits until the job before it is done. A job
 * waits for nobody: a question under way must end soon when one comes. A turn that throws does not block the next.
 */
import { startTimer, type JobTimer } from "./job-timer.ts";

/** `deadline` is over when the time is, or when a question must make way. */
export type TakeTurn = <T>(timeoutMs: number, work: (deadline: JobTimer) => Promise<T>) => Promise<T>;

export interface Turns {
  readonly job: TakeTurn;
  readonly question: TakeTurn;
}

/** A well printer has answered long before; cutting the line at once could leave it busy when the job comes. */
const GIVE_WAY_MS = 100;

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  let jobsWaiting = 0;
  let asking: JobTimer | null = null;
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => null);
    return mine;
  };
  return {
    job: (timeoutMs, work) => {
      jobsWaiting += 1;
      asking?.endWithin(GIVE_WAY_MS);
      return take(() => {
        jobsWaiting -= 1;
        const deadline = startTimer(timeoutMs);
        return work(deadline).finally(deadline.stop);
      });
    },
    question: (timeoutMs, work) =>
      take(() => {
        const deadline = startTimer(jobsWaiting > 0 ? Math.min(timeoutMs, GIVE_WAY_MS) : timeoutMs);
        asking = deadline;
        return work(deadline).finally(() => {
          asking = null;
          deadline.stop();
        });
      }),
  };
};
