/** Owns the one act that waits on this screen for a second person: what was asked, as it was sent. */
import { create } from "zustand";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import type { ProcedureName } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";
import type { TillError } from "../transport/till-client.ts";

export type ApprovalNeeded = Extract<CallError, { readonly type: "NeedsApproval" }>;

export interface AskedApproval {
  readonly procedure: ProcedureName;
  readonly payload: unknown;
  readonly needs: ApprovalNeeded;
  readonly resolve: (answer: Result<unknown, TillError>) => void;
}

interface ApprovalState {
  readonly asked: AskedApproval | null;
  /** Why the last PIN or badge did not approve it. */
  readonly problem: string | null;
  /** Grows with each scan: what a scan left in the PIN is taken out again. */
  readonly scans: number;
}

export const useApproval = create<ApprovalState>()(() => ({ asked: null, problem: null, scans: 0 }));
