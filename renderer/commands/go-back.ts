/** Owns Escape: always one step back, never two, and never out of a payment that the terminal is working on. */
import { clearEntry, closeDialog, goTo, useScreen } from "../stores/screen-store.ts";
import { useApproval } from "../stores/approval-store.ts";
import { cancelApproval } from "./approval.ts";
import { cancelCard } from "./payment-actions.ts";

type BackHandler = () => boolean;

const handlers: BackHandler[] = [];

/** A screen with steps of its own answers true when it took one back. Returns the function that stops asking. */
export const onBack = (handler: BackHandler): (() => void) => {
  handlers.push(handler);
  return () => {
    handlers.splice(handlers.indexOf(handler), 1);
  };
};

export const goBack = (): void => {
  const { scanProblems, waitingForCard, dialog, entry, nextQuantityMilli, screen } = useScreen.getState();
  if (useApproval.getState().asked !== null) {
    cancelApproval();
  } else if (scanProblems.length > 0) {
    useScreen.setState({ scanProblems: [] });
  } else if (waitingForCard) {
    void cancelCard();
  } else if (dialog !== null) {
    closeDialog();
  } else if (handlers.at(-1)?.() === true) {
    return;
  } else if (entry !== "" || nextQuantityMilli !== null) {
    clearEntry();
  } else if (screen.name === "refundWithoutReceipt") {
    goTo({ name: "receipts", receiptNumber: null });
  } else if (screen.name !== "sell") {
    goTo({ name: "sell" });
  }
};
