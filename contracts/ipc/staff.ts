/** Owns the people who may sign in at this till, as the back office sees them. No PIN and no badge ever comes out. */
import { z } from "zod";
import { procedure } from "./procedure.ts";

export interface StaffMemberView {
  readonly id: number;
  readonly name: string;
  readonly roleCode: string;
  readonly hasBadge: boolean;
}

export const staffProcedures = {
  "staff.list": procedure<readonly StaffMemberView[]>()(z.strictObject({})),
} as const;
