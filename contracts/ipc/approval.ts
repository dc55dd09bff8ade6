/**
 * Owns a second person's approval in place: the call that answered "NeedsApproval" waits in main under its request id,
 * and runs as it was asked when somebody with the right approves it. The cashier stays signed in.
 */
import { z } from "zod";
import type { Result } from "../../domain/result.ts";
import { id } from "./money.ts";
import { procedure } from "./procedure.ts";
import { badge, pin, type SignInError } from "./session.ts";

export type ApprovalError =
  | SignInError
  /** Too long ago, or something has changed since: ask again. */
  | { readonly type: "ApprovalGone" }
  /** The person who asks cannot approve it. */
  | { readonly type: "SamePerson" }
  | { readonly type: "NotAllowed"; readonly permission: string; readonly approverName: string | null };

export const approvalProcedures = {
  /** `answer` is the approved call's own. */
  "approval.approve": procedure<{ readonly answer: Result<unknown, unknown> }, ApprovalError>()(
    z.union([z.strictObject({ requestId: id, pin }), z.strictObject({ requestId: id, badge })]),
  ),
  "approval.cancel": procedure<null>()(z.strictObject({})),
} as const;
