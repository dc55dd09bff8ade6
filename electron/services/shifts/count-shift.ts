/**
 * Owns the blind count: what the drawer should hold is told only when a count is handed in, and every count is kept.
 * A count may be made again once; once more after cash has moved, because it is then about another drawer.
 */
import type { CountError, CountOutcome, NoShiftOpen, ShiftError } from "../../../contracts/ipc/shifts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Shift, StoredCount } from "../../../db/repositories/shifts.ts";
import { countCash, type CashEntry } from "../../../domain/cash/cash-count.ts";
import { expectedCashMinor, type CashMovement } from "../../../domain/cash/cash-movement.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { auditActor } from "../session/audit-actor.ts";
import type {
  Actor,
  AuditDep,
  CashMovementsDep,
  ClockDep,
  DbDep,
  ProfileDep,
  ShiftRepositoryDep,
  ShiftsDep,
  ZReportsDep,
} from "../deps.ts";

export type CountShiftDeps = ShiftsDep &
  ShiftRepositoryDep &
  ZReportsDep &
  CashMovementsDep &
  AuditDep &
  ProfileDep &
  ClockDep &
  DbDep;

export interface CountRequest {
  readonly shiftId: number;
  readonly count: CashEntry;
}

const COUNTS_OF_ONE_DRAWER = 2;

export const keepCount = (
  deps: CountShiftDeps,
  actor: Actor,
  { shiftId, count }: CountRequest,
): Result<null, Exclude<ShiftError, NoShiftOpen> | Refusal> => {
  const counted = countCash(deps.profile.currency, count);
  if (!counted.ok) {
    return counted;
  }
  return inTransaction<null, Exclude<ShiftError, NoShiftOpen> | Refusal>(deps.db, () => {
    const shift = closableShift(deps, actor, shiftId);
    if (!shift.ok) {
      return shift;
    }
    deps.shiftRepository.keepDraft(shiftId, { entry: count, by: actor.staffId });
    return ok(null);
  });
};

export const handInCount = (
  deps: CountShiftDeps,
  actor: Actor,
  { shiftId, count }: CountRequest,
): Result<CountOutcome, CountError | Refusal> => {
  const counted = countCash(deps.profile.currency, count);
  if (!counted.ok) {
    return counted;
  }
  const handedIn = inTransaction<CountOutcome, CountError | Refusal>(deps.db, () => {
    const shift = closableShift(deps, actor, shiftId);
    if (!shift.ok) {
      return shift;
    }
    const movements = deps.cashMovements.ofShift(shiftId);
    const movementId = newestCash(movements);
    const earlier = deps.shiftRepository.counts(shiftId).filter((made) => made.movementId === movementId);
    if (earlier.length >= COUNTS_OF_ONE_DRAWER) {
      return err({ type: "RecountUsed" });
    }
    const stored: StoredCount = {
      atMs: deps.clock.nowMs(),
      by: { id: actor.staffId, name: actor.name },
      count: counted.value,
      expectedMinor: expectedCashMinor(movements),
      movementId,
    };
    deps.shiftRepository.addCount(shiftId, stored);
    deps.shiftRepository.keepDraft(shiftId, null);
    const outcome = outcomeOf(stored, earlier.length + 1 < COUNTS_OF_ONE_DRAWER);
    const { mayRecount: _hint, ...figures } = outcome;
    deps.audit.append({
      ...auditActor(actor),
      action: "shift.count",
      subject: `shift ${String(shiftId)}`,
      before: null,
      after: figures,
      reason: null,
    });
    return ok(outcome);
  });
  if (handedIn.ok) {
    deps.shifts.changed();
  }
  return handedIn;
};

/** The same, where this person may count and close it: another's drawer takes a right of its own. */
export const closableShift = (
  deps: ShiftRepositoryDep & ZReportsDep,
  actor: Actor,
  shiftId: number,
): Result<Shift, OpenShiftError | Refusal> => {
  const shift = openShiftOf(deps, shiftId);
  if (!shift.ok || shift.value.cashierId === null || shift.value.cashierId === actor.staffId) {
    return shift;
  }
  const allowed = authorise(actor, "shift:closeOther");
  return allowed.ok ? shift : allowed;
};

type OpenShiftError =
  | { readonly type: "UnknownShift" }
  | { readonly type: "ShiftAlreadyClosed"; readonly zNumber: number };

/** An open shift, or why there is none of that number. */
export const openShiftOf = (
  deps: ShiftRepositoryDep & ZReportsDep,
  shiftId: number,
): Result<Shift, OpenShiftError> => {
  const shift = deps.shiftRepository.find(shiftId);
  if (!shift) {
    return err({ type: "UnknownShift" });
  }
  return shift.closed
    ? err({ type: "ShiftAlreadyClosed", zNumber: deps.zReports.numberOfShift(shiftId) ?? 0 })
    : ok(shift);
};

/** The newest movement that changed what the drawer holds. */
export const newestCash = (movements: readonly CashMovement[]): number =>
  movements.findLast((movement) => movement.amountMinor !== 0)?.id ?? 0;

const outcomeOf = (stored: StoredCount, mayRecount: boolean): CountOutcome => ({
  countedMinor: stored.count.totalMinor,
  expectedMinor: stored.expectedMinor,
  differenceMinor: stored.count.totalMinor - stored.expectedMinor,
  mayRecount,
});
