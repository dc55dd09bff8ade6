/**
 * Owns giving a person a PIN. It names the person at the pad, so no two have the same one; asking for one that is taken
 * does not tell whose it is. The hash alone is stored, and not even that reaches the audit log.
 */
import type { StaffError } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { isTrivialPin } from "../../../domain/staff/pin.ts";
import type { Actor, AuditDep, DbDep, RolesDep, StaffDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { CredentialCheckDep } from "../session/identify.ts";
import { changeable } from "./staff-rules.ts";

export type StaffChangeDeps = StaffDep & RolesDep & AuditDep & DbDep & CredentialCheckDep;

export const setPin = async (
  deps: StaffChangeDeps,
  actor: Actor,
  { staffId, pin }: { readonly staffId: number; readonly pin: string },
): Promise<Result<null, StaffError>> => {
  const member = changeable(deps, actor, staffId);
  if (!member.ok) {
    return member;
  }
  const pinHash = await freshPinHash(deps, pin, staffId);
  if (!pinHash.ok) {
    return pinHash;
  }
  return inTransaction<null, StaffError>(deps.db, () => {
    deps.staff.update(staffId, { pinHash: pinHash.value }, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "staff.pin",
      subject: `staff ${String(staffId)}`,
      before: { name: member.value.name },
      after: null,
      reason: null,
    });
    return ok(null);
  });
};

/** The hash to store, if the PIN will do: hard enough to guess, and nobody else's. */
export const freshPinHash = async (
  deps: StaffDep & CredentialCheckDep,
  pin: string,
  ownStaffId: number | null,
): Promise<Result<string, StaffError>> => {
  if (isTrivialPin(pin)) {
    return err({ type: "PinTooEasy" });
  }
  for (const member of deps.staff.list()) {
    if (member.id !== ownStaffId && (await deps.pinMatches(pin, member.pinHash))) {
      return err({ type: "PinTaken" });
    }
  }
  return ok(deps.hashPin(pin));
};
