/**
 * Owns asking a second person: the call that needs one waits here until it is approved, refused or given up, and its
 * screen gets the approved call's own answer. What is approved is what main remembered, never what is sent again.
 */
import { err, type Result } from "../../domain/result.ts";
import { useApproval, type AskedApproval } from "../stores/approval-store.ts";
import { translate } from "../texts/i18n.ts";
import { callOnce } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { errorSentence } from "./say-error.ts";

/** Main remembers the latest act only: an older one that is still on screen is given up. */
export const askApproval = (asked: Omit<AskedApproval, "resolve">): Promise<Result<unknown, TillError>> => {
  dropApproval();
  return new Promise((resolve) => {
    useApproval.setState({ asked: { ...asked, resolve }, problem: null });
  });
};

const settle = (answer: Result<unknown, TillError>): void => {
  const { asked } = useApproval.getState();
  useApproval.setState({ asked: null, problem: null });
  asked?.resolve(answer);
};

/** Something else has happened: nobody can approve it any more. */
export const dropApproval = (): void => {
  const { asked } = useApproval.getState();
  if (asked !== null) {
    settle(err(asked.needs));
  }
};

export const cancelApproval = (): void => {
  dropApproval();
  void callOnce("approval.cancel", {});
};

export const approve = async (
  credential: { readonly pin: string } | { readonly badge: string },
): Promise<void> => {
  const { asked } = useApproval.getState();
  if (asked === null) {
    return;
  }
  const answer = await callOnce("approval.approve", { requestId: asked.needs.requestId, ...credential });
  if (useApproval.getState().asked !== asked) {
    return;
  }
  if (answer.ok) {
    settle(answer.value.answer as Result<unknown, TillError>);
  } else if (answer.error.type === "ApprovalGone" || answer.error.type === "NotSignedIn") {
    settle(answer);
  } else {
    useApproval.setState({ problem: errorSentence(answer.error) });
  }
};

export const approveByScan = (badge: string | null): void => {
  useApproval.setState(({ scans }) => ({ scans: scans + 1 }));
  if (badge === null) {
    useApproval.setState({ problem: translate("approval.noBadge") });
    return;
  }
  void approve({ badge });
};
