/**
 * Owns the one act that waits for a second person's approval: exactly the call that was made, with its payload, kept in
 * main, so that what is approved is what runs. Gone after two minutes, and with any change of who is signed in or of
 * what is in the basket. Approving lends the approver's right to this one call; the cashier stays signed in.
 */
import type { ApprovalError } from "../../../contracts/ipc/approval.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { mayApprove, type Approver, type NeedsApproval } from "../../../domain/staff/authorise.ts";
import type { Actor, ClockDep, IdsDep, RolesDep } from "../deps.ts";
import type { Credential, IdentifyDep } from "./identify.ts";
import { printApprovalSlip, type ApprovalSlipDeps } from "./approval-slip.ts";
import { personOf } from "./staff-session.ts";

export interface AskedAct {
  readonly asker: Actor;
  readonly needs: NeedsApproval;
  /** Runs the remembered call; its own checks are made again. */
  readonly run: (approver: Approver) => Promise<Result<unknown, unknown>>;
}

export interface Approvals {
  /** Answers with the request's id; forgets what was asked before. */
  readonly remember: (asked: AskedAct) => string;
  /** The answer is the remembered call's own. Who may not approve it leaves it open for somebody else. */
  readonly approve: (
    requestId: string,
    credential: Credential,
  ) => Promise<Result<{ readonly answer: Result<unknown, unknown> }, ApprovalError>>;
  readonly forget: () => void;
}

const OPEN_FOR_MS = 120_000;

export type ApprovalsDeps = IdentifyDep & RolesDep & ClockDep & IdsDep & ApprovalSlipDeps;

export const createApprovals = (deps: ApprovalsDeps): Approvals => {
  let open: (AskedAct & { readonly requestId: string; readonly askedAtMs: number }) | null = null;
  const find = (requestId: string) => {
    const waitedMs = open ? deps.clock.nowMs() - open.askedAtMs : 0;
    return open?.requestId === requestId && waitedMs >= 0 && waitedMs <= OPEN_FOR_MS ? open : null;
  };
  return {
    remember: (asked) => {
      open = { ...asked, requestId: deps.ids.next(), askedAtMs: deps.clock.nowMs() };
      return open.requestId;
    },
    approve: async (requestId, credential) => {
      const waiting = find(requestId);
      if (!waiting) {
        return err({ type: "ApprovalGone" });
      }
      const member = await deps.identify(credential, waiting.asker);
      if (!member.ok) {
        return member;
      }
      // While the PIN was checked, the basket may have changed or the cashier left.
      const asked = find(requestId);
      if (!asked) {
        return err({ type: "ApprovalGone" });
      }
      if (member.value.id === asked.asker.staffId) {
        return err({ type: "SamePerson" });
      }
      const approver = personOf(deps, member.value);
      const { permission, measure } = asked.needs;
      if (!mayApprove(approver, permission, measure)) {
        return err({ type: "NotAllowed", permission, approverName: approver.name });
      }
      open = null;
      const answer = await asked.run(approver);
      if (answer.ok) {
        printApprovalSlip(deps, asked, approver);
      }
      return ok({ answer });
    },
    forget: () => {
      open = null;
    },
  };
};
