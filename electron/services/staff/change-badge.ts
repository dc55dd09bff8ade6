/** Owns a person's badge: a code that is made here, told once, and kept as a hash. A new one ends the one before. */
import type { StaffError } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { StaffChangeDeps } from "./set-pin.ts";
import { changeable } from "./staff-rules.ts";

export const makeBadge = (
  deps: StaffChangeDeps,
  actor: Actor,
  staffId: number,
): Result<{ readonly badge: string }, StaffError> => {
  const badge = deps.newBadge();
  const kept = keepBadge(deps, actor, { staffId, badgeHash: deps.hashBadge(badge) });
  return kept.ok ? ok({ badge }) : kept;
};

export const removeBadge = (deps: StaffChangeDeps, actor: Actor, staffId: number): Result<null, StaffError> =>
  keepBadge(deps, actor, { staffId, badgeHash: null });

const keepBadge = (
  deps: StaffChangeDeps,
  actor: Actor,
  { staffId, badgeHash }: { readonly staffId: number; readonly badgeHash: string | null },
): Result<null, StaffError> => {
  const member = changeable(deps, actor, staffId);
  if (!member.ok) {
    return member;
  }
  return inTransaction<null, StaffError>(deps.db, () => {
    deps.staff.update(staffId, { badgeHash }, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "staff.badge",
      subject: `staff ${String(staffId)}`,
      before: { name: member.value.name, hasBadge: member.value.badgeHash !== null },
      after: { name: member.value.name, hasBadge: badgeHash !== null },
      reason: null,
    });
    return ok(null);
  });
};
