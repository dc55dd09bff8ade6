/**
 * Owns giving a person a PIN. It names the person at the pad, so no two have the same one, also when two windows set it
 * at the same moment: a PIN is checked and written in a turn of its own. Asking for one that is taken does not tell whose
 * it is. The hash alone is stored, and not even that reaches the audit log.
 */
import type { StaffError } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { isTrivialPin } from "../../../domain/staff/pin.ts";
import type { Actor, AuditDep, DbDep, RolesDep, StaffDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { CredentialCheckDep } from "../session/identify.ts";
import type { OneAtATime } from "../session/one-at-a-time.ts";
import { changeable } from "./staff-rules.ts";

/** Whose turn it is to set a PIN. */
export interface PinTurnDep {
  readonly pinTurn: OneAtATime;
}

export type StaffChangeDeps = StaffDep & RolesDep & AuditDep & DbDep & CredentialCheckDep & PinTurnDep;

export const setPin = (
  deps: StaffChangeDeps,
  actor: Actor,
  { staffId, pin }: { readonly staffId: number; readonly pin: string },
): Promise<Result<null, StaffError>> =>
  withFreshPin<null>(deps, { pin, ownStaffId: staffId }, (pinHash) => {
    const member = changeable(deps, actor, staffId);
    if (!member.ok) {
      return member;
    }
    deps.staff.update(staffId, { pinHash }, actor.staffId);
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

/** Writes, in a transaction, with the hash of a PIN that will do: hard enough to guess, and nobody else's until then. */
export const withFreshPin = <T>(
  deps: StaffDep & CredentialCheckDep & PinTurnDep & DbDep,
  wanted: { readonly pin: string; readonly ownStaffId: number | null },
  write: (pinHash: string) => Result<T, StaffError>,
): Promise<Result<T, StaffError>> =>
  deps.pinTurn(async () => {
    const pinHash = await freshPinHash(deps, wanted);
    return pinHash.ok ? inTransaction<T, StaffError>(deps.db, () => write(pinHash.value)) : pinHash;
  });

const freshPinHash = async (
  deps: StaffDep & CredentialCheckDep,
  { pin, ownStaffId }: { readonly pin: string; readonly ownStaffId: number | null },
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
