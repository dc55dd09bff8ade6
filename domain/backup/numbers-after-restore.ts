/**
 * Owns where receipts, Z reports and journal epochs go on after a restored backup, so that no number of the lost time
 * is ever given again. Where the replaced database could be read, right above it; where not, after a safe jump.
 */

export interface GivenNumbers {
  readonly receipt: number;
  readonly zReport: number;
  readonly epoch: number;
}

export interface NumbersKnown {
  readonly backup: GivenNumbers;
  /** Of the database that is replaced; null: it cannot be read. */
  readonly replaced: GivenNumbers | null;
  /** The highest that an earlier restore in this folder gave; null: there was none. */
  readonly earlier: GivenNumbers | null;
  /** How long ago the backup's last entry was written; negative when the clock was put back. */
  readonly ageMs: number;
}

const MS_PER_DAY = 86_400_000;
/** More than any till sells in a day, and a round number that a person recognises as a jump. */
const RECEIPTS_PER_DAY = 10_000;
const RECEIPT_STEP = 100_000;
const Z_REPORTS_PER_DAY = 10;
const Z_REPORT_STEP = 1000;
/** Epochs that restores of a readable database may have used since. */
const EPOCH_STEP = 10;

/** The highest numbers that count as given: the next receipt is one above. `epoch` is the new epoch itself. */
export const numbersAfterRestore = (known: NumbersKnown): GivenNumbers => {
  const highest = (thing: keyof GivenNumbers): number =>
    Math.max(known.backup[thing], known.replaced?.[thing] ?? 0, known.earlier?.[thing] ?? 0);
  if (known.replaced !== null) {
    return { receipt: highest("receipt"), zReport: highest("zReport"), epoch: highest("epoch") + 1 };
  }
  const days = Math.max(0, Math.ceil(known.ageMs / MS_PER_DAY)) + 1;
  const jump = (from: number, perDay: number, step: number): number =>
    Math.ceil((from + perDay * days) / step) * step;
  return {
    receipt: jump(highest("receipt"), RECEIPTS_PER_DAY, RECEIPT_STEP),
    zReport: jump(highest("zReport"), Z_REPORTS_PER_DAY, Z_REPORT_STEP),
    epoch: highest("epoch") + EPOCH_STEP,
  };
};
