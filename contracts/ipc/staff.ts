/**
 * Owns the people who may sign in at this till and what their roles may do, as the back office sees and changes them.
 * No PIN ever comes out, and a badge's code only once, when it is made.
 */
import { z } from "zod";
import { PERMISSIONS, type Permission } from "../../domain/staff/permission.ts";
import type { Rights } from "../../domain/staff/rights.ts";
import { procedure } from "./procedure.ts";
import { pin } from "./session.ts";

export interface StaffMemberView {
  readonly id: number;
  readonly name: string;
  readonly roleCode: string;
  /** As in RoleView. */
  readonly roleName: string | null;
  readonly hasBadge: boolean;
}

export interface RoleView {
  readonly code: string;
  /** Of a role that the shop added; null: one of the program's own, named in each language. */
  readonly name: string | null;
  readonly rights: Rights;
}

export interface SessionRulesView {
  readonly maxTries: number;
  readonly lockoutMs: number;
  /** 0: the till never locks itself. */
  readonly autoLockMs: number;
  /** A slip for each approved act that has no paper of its own. */
  readonly printsApprovals: boolean;
}

export type StaffError =
  | { readonly type: "UnknownStaff" }
  | { readonly type: "UnknownRole" }
  /** Too easy to guess. */
  | { readonly type: "PinTooEasy" }
  /** Somebody has it; whose it is stays theirs. */
  | { readonly type: "PinTaken" }
  /** Nobody changes their own role, nor gives it more. */
  | { readonly type: "OwnRole" }
  /** It would give, or lay hands on, rights that the person who does it does not have. */
  | { readonly type: "BeyondOwnRights" }
  /** Nobody would be left who may change people and roles. */
  | { readonly type: "LastManager" };

export type RoleError =
  | Extract<StaffError, { type: "UnknownRole" | "OwnRole" | "BeyondOwnRights" | "LastManager" }>
  | { readonly type: "RoleNameTaken" }
  /** The program's own roles keep their names and stay. */
  | { readonly type: "RoleOfProgram" }
  | { readonly type: "RoleInUse"; readonly count: number }
  /** A limit where nothing is counted, or more above the limit than below it. */
  | { readonly type: "UnsoundRight"; readonly permission: Permission };

const staffId = z.int().min(1);
const roleCode = z.string().min(1).max(40);
const name = z.string().trim().min(1).max(60);
const roleName = z.string().trim().min(1).max(30);
const grant = z.enum(["allowed", "approval", "denied"]);

export const staffProcedures = {
  "staff.list": procedure<readonly StaffMemberView[]>()(z.strictObject({})),
  "staff.create": procedure<StaffMemberView, StaffError>()(z.strictObject({ name, roleCode, pin })),
  "staff.update": procedure<StaffMemberView, StaffError>()(z.strictObject({ staffId, name, roleCode })),
  "staff.setPin": procedure<null, StaffError>()(z.strictObject({ staffId, pin })),
  /** The code to print on the badge: told once, kept only as a hash. An older badge ends. */
  "staff.makeBadge": procedure<{ readonly badge: string }, StaffError>()(z.strictObject({ staffId })),
  "staff.removeBadge": procedure<null, StaffError>()(z.strictObject({ staffId })),
  /** They may not sign in any more; their name stays on what they did. */
  "staff.remove": procedure<null, StaffError>()(z.strictObject({ staffId })),
  "role.list": procedure<readonly RoleView[]>()(z.strictObject({})),
  /** Starts with the rights of another role. */
  "role.create": procedure<RoleView, RoleError>()(z.strictObject({ name: roleName, like: roleCode })),
  "role.rename": procedure<RoleView, RoleError>()(z.strictObject({ roleCode, name: roleName })),
  /** Only while nobody has it. */
  "role.remove": procedure<null, RoleError>()(z.strictObject({ roleCode })),
  "role.setRight": procedure<RoleView, RoleError>()(
    z.strictObject({
      roleCode,
      permission: z.enum(PERMISSIONS),
      right: z.strictObject({ grant, limit: z.int().min(0).nullable(), beyond: grant }),
    }),
  ),
  "session.rules": procedure<SessionRulesView>()(z.strictObject({})),
  "session.setRules": procedure<SessionRulesView>()(
    z.strictObject({
      maxTries: z.int().min(1).max(20),
      lockoutMs: z.int().min(1000).max(3_600_000),
      // 0: never.
      autoLockMs: z.union([z.literal(0), z.int().min(1000).max(86_400_000)]),
      printsApprovals: z.boolean(),
    }),
  ),
} as const;
