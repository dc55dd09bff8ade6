/**
 * Owns writing down failures that no one could foresee, in till.log in the data folder. An entry has a short
 * reference that the screen shows. Holds no personal data, only where it happened and the stack; what looks like a card
 * number is masked, whoever put it there.
 */
import { pino } from "pino";
import { join } from "node:path";
import { maskCardNumbers } from "../../drivers/terminal/mask-card-numbers.ts";

export interface BugLog {
  /** Answers with the reference to look the failure up by. */
  readonly report: (where: string, error: unknown) => string;
}

const REFERENCE_LENGTH = 8;

export const createBugLog = (dataDir: string, nextId: () => string): BugLog => {
  const file = pino.destination({ dest: join(dataDir, "till.log"), sync: true, mkdir: true });
  // A log that cannot be written (a full disk) must not stop the till: without a listener the error would end it.
  file.on("error", () => {});
  const log = pino({ serializers: { err: (error: Error) => masked(pino.stdSerializers.err(error)) } }, file);
  return {
    report: (where, error) => {
      const reference = nextId().slice(0, REFERENCE_LENGTH);
      log.error({ reference, where, err: error }, "unexpected failure");
      return reference;
    },
  };
};

const masked = (value: unknown): unknown => {
  if (typeof value === "string") {
    return maskCardNumbers(value);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, masked(part)]))
    : value;
};
