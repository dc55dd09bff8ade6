/**
 * Owns the paper of an approved act, where the act has none of its own that names the approver and the shop wants it.
 * The audit log is the record; the slip is queued after the act and never stands in its way.
 */
import { hasSlip } from "../../../domain/receipt/approval-words.ts";
import { buildApprovalSlip } from "../../../domain/receipt/build-approval-slip.ts";
import type { Approver, NeedsApproval } from "../../../domain/staff/authorise.ts";
import type { Actor, ProfileDep, SettingsDep } from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { readSessionRules } from "./session-rules.ts";

export type ApprovalSlipDeps = QueueDocumentsDeps & ProfileDep & SettingsDep;

export const printApprovalSlip = (
  deps: ApprovalSlipDeps,
  { asker, needs }: { readonly asker: Actor; readonly needs: NeedsApproval },
  approver: Approver,
): void => {
  if (!hasSlip(needs.permission) || !readSessionRules(deps).printsApprovals) {
    return;
  }
  const document = buildApprovalSlip(
    {
      act: needs.permission,
      percentBp: needs.measure,
      atMs: deps.clock.nowMs(),
      askedByName: asker.name,
      approvedByName: approver.name,
    },
    deps.profile,
  );
  queueDocument(deps, { kind: "slip", document, opensDrawer: false });
  deps.printing.wake();
};
