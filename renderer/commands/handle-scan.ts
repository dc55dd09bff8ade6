/** Owns what one scan does: to the open dialog or screen that asked for scans, else to the basket. */
import { MAX_CODE_LENGTH } from "../../contracts/ipc/barcodes.ts";
import type { ScanOutcome } from "../../contracts/ipc/basket.ts";
import { toldCode } from "../../domain/staff/told-code.ts";
import { currentFormats } from "../formatting/store-formats.ts";
import type { ScanSource } from "../scanning/scan-source.ts";
import type { JobOutcome } from "../scanning/scan-queue.ts";
import { playSound } from "../scanning/sounds.ts";
import { announce, goTo, openDialog, say, useScreen } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import type { CallFailure, TillError } from "../transport/till-client.ts";
import { askAge, askAndWait } from "./ask-for-item.ts";
import { showCoupon } from "./show-coupon.ts";
import { showCustomer } from "./show-customer.ts";
import type { ScanJob } from "./till-worker.ts";

const SHOWN_OF_LONG_CODE = 40;

/** A dialog or screen that takes scans for itself while it is open; what it hands on may have to wait for the till. */
type ScanTaker = (code: string, source: ScanSource) => Promise<JobOutcome | void>;

const takers: ScanTaker[] = [];

/** The latest to ask gets the scans. Returns the function that stops asking. */
export const takeScans = (taker: ScanTaker): (() => void) => {
  takers.push(taker);
  return () => {
    takers.splice(takers.indexOf(taker), 1);
  };
};

export const showScanProblem = (code: string, source: ScanSource, error: TillError): void => {
  playSound("error");
  useScreen.setState((state) => ({ scanProblems: [...state.scanProblems, { code, source, error }] }));
};

const announceLine = (lineId: string): void => {
  const { basket } = useTill.getState();
  const line = basket?.lines.find((candidate) => candidate.id === lineId);
  if (basket && line) {
    const formats = currentFormats();
    const values = { name: line.name, quantity: formats.quantity(line.quantityMilli) };
    announce(translate("sell.announce", { ...values, total: formats.money(basket.totalMinor) }));
  }
};

/** From "done" and from the side screens back to selling; payment in progress stays. */
const backToSelling = (): void => {
  const { screen } = useScreen.getState();
  if (screen.name !== "sell" && screen.name !== "pay") {
    goTo({ name: "sell" });
  }
};

/** After an item is in. */
export const showAdded = (lineId: string | null): void => {
  playSound("ok");
  backToSelling();
  if (lineId !== null) {
    announceLine(lineId);
  }
};

const takeOutcome = (outcome: ScanOutcome): void => {
  if (outcome.kind === "receipt") {
    playSound("ok");
    goTo({ name: "receipts", receiptNumber: outcome.receiptNumber, picking: true });
    return;
  }
  if (outcome.kind === "storedValue") {
    playSound("ok");
    openDialog({ kind: "giftCard", code: outcome.code });
    return;
  }
  applyBasket(outcome.basket);
  if (outcome.kind === "referral") {
    playSound("ok");
    backToSelling();
    say(translate("referral.taken"));
    return;
  }
  if (outcome.kind === "couponAdded") {
    backToSelling();
    showCoupon(outcome.basket, outcome.code, outcome.states);
    return;
  }
  if (outcome.kind === "customerAttached") {
    backToSelling();
    showCustomer(outcome.basket);
    return;
  }
  showAdded(outcome.lineId);
  const line = outcome.basket.lines.find(({ id }) => id === outcome.lineId);
  if (useScreen.getState().screen.name === "pay" && line !== undefined) {
    say(translate("pay.added", { name: line.name, amount: currentFormats().amount(line.netMinor) }));
  }
};

const takeFailure = async (job: ScanJob, error: CallFailure<"basket.scan">): Promise<JobOutcome> => {
  if (error.type === "TillAway" && !error.sent) {
    return "retry";
  }
  if (error.type === "AlreadyScanned") {
    return "done";
  }
  if (error.type === "NeedsAgeCheck") {
    playSound("ok");
    return (await askAge(error)) ? handleScan(job) : "done";
  }
  if (error.type === "NeedsPrice" || error.type === "NeedsWeight") {
    playSound("ok");
    const product = { id: error.productId, name: error.name };
    await askAndWait(
      error.type === "NeedsPrice"
        ? { kind: "askPrice", product, quantityMilli: job.quantityMilli }
        : { kind: "askWeight", product, unitPriceMinor: null },
    );
    return "done";
  }
  if (error.type === "CardNotHandedOut") {
    playSound("ok");
    openDialog({ kind: "customer", purpose: "attach", cardNumber: error.number });
    return "done";
  }
  showScanProblem(toldCode(job.code), job.source, error);
  return "done";
};

export const handleScan = async (job: ScanJob): Promise<JobOutcome> => {
  const taker = takers.at(-1);
  if (taker !== undefined) {
    return (await taker(job.code, job.source)) ?? "done";
  }
  return scanIntoBasket(job);
};

/** Also from a screen that took the scan for itself first. */
export const scanIntoBasket = async (job: ScanJob): Promise<JobOutcome> => {
  const { code, quantityMilli, scanId } = job;
  if (code.length > MAX_CODE_LENGTH) {
    showScanProblem(`${code.slice(0, SHOWN_OF_LONG_CODE)}…`, job.source, { type: "CodeTooLong" });
    return "done";
  }
  const result = await call("basket.scan", {
    code,
    ...(quantityMilli === null ? {} : { quantityMilli }),
    ...(scanId === null ? {} : { scanId }),
  });
  if (!result.ok) {
    return takeFailure(job, result.error);
  }
  takeOutcome(result.value);
  return "done";
};

/** Asks without adding anything; a receipt's number is known only by scanning it. */
export const isKnownCode = async (code: string): Promise<boolean> => {
  const result = await call("catalogue.priceCheck", { code });
  return result.ok;
};
