/**
 * Owns writing down failures that no one could foresee, in till.log in the data folder. An entry has a short
 * reference that the screen shows. Holds no personal data and no card data: only where it happened and the stack.
 */
import { pino } from "pino";
import { join } from "node:path";

export interface BugLog {
  /** Answers with the reference to look the failure up by. */
  readonly report: (where: string, error: unknown) => string;
}

const REFERENCE_LENGTH = 8;

export const createBugLog = (dataDir: string, nextId: () => string): BugLog => {
  const file = pino.destination({ dest: join(dataDir, "till.log"), sync: true, mkdir: true });
  // A log that cannot be written (a full disk) must not stop the till: without a listener the error would end it.
  file.on("error", () => {});
  const log = pino(file);
  return {
    report: (where, error) => {
      const reference = nextId().slice(0, REFERENCE_LENGTH);
      log.error({ reference, where, err: error }, "unexpected failure");
      return reference;
    },
  };
};
