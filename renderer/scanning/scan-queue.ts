/**
 * Owns the order of scans: first in, first out, one worker, so the next scan is sent only after the last was answered.
 * Nothing is dropped: while the till process is away the queue waits; a scan that failed does not stop those behind it.
 */

export interface ScanQueue<J> {
  readonly push: (job: J) => void;
  /** Continues after a pause (the till process is back). */
  readonly resume: () => void;
  readonly size: () => number;
}

/** "retry" keeps the job at the head and pauses until `resume`. */
export type JobOutcome = "done" | "retry";

export interface ScanQueueDeps<J> {
  readonly work: (job: J) => Promise<JobOutcome>;
  readonly reportBug: (error: unknown) => void;
}

export const createScanQueue = <J>({ work, reportBug }: ScanQueueDeps<J>): ScanQueue<J> => {
  const jobs: J[] = [];
  let busy = false;
  let paused = false;

  const run = async (): Promise<void> => {
    if (busy) {
      return;
    }
    busy = true;
    paused = false;
    while (jobs.length > 0 && !paused) {
      const job = jobs[0] as J;
      // A bug in one job must not leave those behind it standing; it is dropped and reported.
      const outcome = await work(job).catch((error: unknown): JobOutcome => {
        reportBug(error);
        return "done";
      });
      if (outcome === "done") {
        jobs.shift();
      } else {
        paused = true;
      }
    }
    busy = false;
  };

  return {
    push: (job) => {
      jobs.push(job);
      if (!paused) {
        void run();
      }
    },
    resume: () => {
      paused = false;
      void run();
    },
    size: () => jobs.length,
  };
};
