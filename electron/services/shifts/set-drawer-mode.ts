/** Owns choosing between one drawer for all and one for each cashier: only while no shift is open; audited. */
import type { DrawerMode } from "../../../contracts/ipc/shifts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, DbDep, ShiftRepositoryDep, ShiftsDep } from "../deps.ts";

export const setDrawerMode = (
  deps: ShiftsDep & ShiftRepositoryDep & AuditDep & DbDep,
  actor: Actor,
  drawerMode: DrawerMode,
): Result<null, { readonly type: "ShiftAlreadyOpen" }> => {
  const before = deps.shifts.mode();
  if (before === drawerMode) {
    return ok(null);
  }
  const set = inTransaction<null, { readonly type: "ShiftAlreadyOpen" }>(deps.db, () => {
    // Its sales would lose their drawer.
    if (deps.shiftRepository.open().length > 0) {
      return err({ type: "ShiftAlreadyOpen" });
    }
    deps.shifts.setMode(drawerMode, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "setting.drawerMode",
      subject: "till",
      before: { drawerMode: before },
      after: { drawerMode },
      reason: null,
    });
    return ok(null);
  });
  if (set.ok) {
    deps.shifts.changed();
  }
  return set;
};
