/**
 * Owns a replay's shifts: one for each day of the file, with a float that covers any refund, counted to the penny at the
 * end, so that every day ends with a Z that must agree with the ledger.
 */
import { expectedCashMinor } from "../../domain/cash/cash-movement.ts";
import { closeShift } from "../../electron/services/shifts/close-shift.ts";
import { handInCount } from "../../electron/services/shifts/count-shift.ts";
import { openShift } from "../../electron/services/shifts/open-shift.ts";
import type { ReplayTill } from "./replay-till.ts";

const DAY_MS = 86_400_000;
const FLOAT_MINOR = 100_000_000;

export interface ReplayShifts {
  /** Closes the shift of the day before and opens one, when this is another day: then true. */
  readonly startDay: (atMs: number) => boolean;
  readonly close: () => void;
}

export const createReplayShifts = ({ till, actor, setNow }: ReplayTill): ReplayShifts => {
  let day: number | null = null;
  const close = (): void => {
    const shift = till.shifts.currentFor(actor);
    if (!shift) {
      return;
    }
    const totalMinor = expectedCashMinor(till.cashMovements.ofShift(shift.id));
    const counted = handInCount(till, actor, { shiftId: shift.id, count: { totalMinor } });
    const closed = counted.ok ? closeShift(till, actor, shift.id) : counted;
    if (!closed.ok) {
      throw new Error(`The day's shift did not close: ${closed.error.type}`);
    }
  };
  return {
    close,
    startDay: (atMs) => {
      const next = Math.floor(atMs / DAY_MS);
      if (next === day) {
        return false;
      }
      close();
      day = next;
      setNow(atMs);
      const opened = openShift(till, actor, { totalMinor: FLOAT_MINOR });
      if (!opened.ok) {
        throw new Error(`The day's shift did not open: ${opened.error.type}`);
      }
      return true;
    },
  };
};
