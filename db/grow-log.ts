/**
 * Owns giving the write-ahead log its room before the first sale. A log that grows makes every sync write the file's new
 * length too; one that is written over needs the pages alone. SQLite starts it from its beginning again after each whole
 * checkpoint, and ignores what stands behind its last frame, so zeros at its end are safe at any moment. It takes no file
 * locks on the log (closing a second handle would drop them). Must never shorten the log or write inside it.
 */
import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Some thirty sales with their scans: more than come between two idle checkpoints. */
const LOG_BYTES = 4 * 1024 * 1024;
const STEP_BYTES = 256 * 1024;

/** For an open database in WAL mode. Without the room (a full disk) the log stays as it is, which is slower, not wrong. */
export const growLog = (databasePath: string): void => {
  let file: number | null = null;
  try {
    file = openSync(`${databasePath}-wal`, "r+");
    const zeros = Buffer.alloc(STEP_BYTES);
    let end = fstatSync(file).size;
    while (end < LOG_BYTES) {
      end += writeSync(file, zeros, 0, Math.min(STEP_BYTES, LOG_BYTES - end), end);
    }
    fsyncSync(file);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) {
      throw error;
    }
  } finally {
    if (file !== null) {
      closeSync(file);
    }
  }
};
