/**
 * Owns the one decision whether somebody may do something: by their own right, or with a second person who approves
 * this very act in place. An approver adds nothing to what is denied, and nobody approves their own act.
 */
import type { Permission } from "./permission.ts";
import { grantAt, type Grant, type Rights } from "./rights.ts";
import { err, ok, type Result } from "../result.ts";

interface Person {
  readonly staffId: number;
  readonly name: string;
  readonly rights: Rights;
}

export type Approver = Person;

/** Who does something, with the person who approves it in place, if one does. */
export interface Authority extends Person {
  readonly approver: Approver | null;
}

export interface Authorised {
  /** Not null only where the approver was needed. */
  readonly approver: { readonly staffId: number; readonly name: string } | null;
}

export interface NeedsApproval {
  readonly type: "NeedsApproval";
  readonly permission: Permission;
  /** What is asked for, and up to where no approval is needed: basis points or minor units; null where nothing counts. */
  readonly measure: number | null;
  readonly limit: number | null;
}

export interface NotAllowed {
  readonly type: "NotAllowed";
  readonly permission: Permission;
  /** Who was asked to approve and may not either; null: it is denied to whoever is signed in. */
  readonly approverName: string | null;
}

export type Refusal = NeedsApproval | NotAllowed;

/** `measure`: how much of it, for permissions with a limit (MEASURE_OF); left out, the part below the limit is asked. */
export const authorise = (
  actor: Authority,
  permission: Permission,
  measure: number | null = null,
): Result<Authorised, Refusal> => {
  const right = actor.rights[permission];
  const grant = grantAt(right, measure);
  if (grant === "allowed") {
    return ok({ approver: null });
  }
  if (grant === "denied") {
    return err({ type: "NotAllowed", permission, approverName: null });
  }
  const { approver } = actor;
  if (!approver || approver.staffId === actor.staffId) {
    return err({
      type: "NeedsApproval",
      permission,
      measure,
      limit: right.grant === "allowed" ? right.limit : null,
    });
  }
  return mayApprove(approver, permission, measure)
    ? ok({ approver: { staffId: approver.staffId, name: approver.name } })
    : err({ type: "NotAllowed", permission, approverName: approver.name });
};

export const mayApprove = (approver: Approver, permission: Permission, measure: number | null): boolean =>
  grantAt(approver.rights[permission], measure) === "allowed";

/** Each permission's grant below its limit: what a screen may show. */
export const grantsOf = (rights: Rights): Readonly<Record<Permission, Grant>> =>
  Object.fromEntries(
    Object.entries(rights).map(([permission, right]) => [permission, right.grant]),
  ) as Record<Permission, Grant>;
