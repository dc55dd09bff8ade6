/** Owns what each command of the table does. Buttons and keys both come here, so that they cannot differ. */
import { currentFormats } from "../formatting/store-formats.ts";
import { clearEntry, closeDialog, goTo, openDialog, say, useScreen } from "../stores/screen-store.ts";
import { rowIds, selectLineById, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import { parkBasket, removeLine, stepQuantity } from "./basket-actions.ts";
import { takeReturnOut } from "./exchange-actions.ts";
import type { CommandId } from "./command-table.ts";
import { isNumeric } from "./entry-meaning.ts";
import { typedAmount } from "./enter-code.ts";
import { goBack } from "./go-back.ts";
import { payTypedCash } from "./payment-actions.ts";
import { sayError } from "./say-error.ts";
import { lockTill } from "./switch-cashier.ts";
import { runExchangeKey, runTenderKey } from "./tender-keys.ts";
import { inTurn } from "./till-worker.ts";

const selectedLineId = (): string | null => {
  const { basket, selectedLineId: id } = useTill.getState();
  return basket?.lines.some((line) => line.id === id && !line.voided) === true ? id : null;
};

const needsLine = (open: (lineId: string) => void): void => {
  const lineId = selectedLineId();
  if (lineId === null) {
    say(translate("sell.chooseLine"));
    return;
  }
  open(lineId);
};

const removeSelected = (): void => {
  const { basket, selectedLineId: id } = useTill.getState();
  const returned = basket?.returns.find((candidate) => candidate.id === id);
  if (returned === undefined) {
    needsLine(removeLine);
  } else {
    takeReturnOut(returned.id);
  }
};

const moveSelection = (step: number): void => {
  const { basket, selectedLineId: id } = useTill.getState();
  const ids = basket === null ? [] : rowIds(basket);
  const next = ids[Math.min(Math.max(ids.indexOf(id ?? "") + step, 0), ids.length - 1)];
  if (next !== undefined) {
    selectLineById(next);
  }
};

/** "6 *" keeps six for the next item; "*" alone asks for the selected line's quantity. */
const startQuantity = (): void => {
  const { entry } = useScreen.getState();
  const parsed = isNumeric(entry) ? currentFormats().parseQuantity(entry) : null;
  if (parsed?.ok === true && parsed.value > 0) {
    useScreen.setState({ entry: "", nextQuantityMilli: parsed.value });
    return;
  }
  inTurn(async () => needsLine((lineId) => openDialog({ kind: "quantity", lineId })));
};

const openPay = (): void =>
  inTurn(async () => {
    const { basket } = useTill.getState();
    if (basket === null || (basket.itemCount === 0 && basket.returns.length === 0)) {
      say(translate("sell.nothingToPay"));
      return;
    }
    goTo({ name: "pay" });
  });

const signOut = async (): Promise<void> => {
  const result = await call("session.signOut", {});
  if (!result.ok) {
    sayError(result.error);
    return;
  }
  clearEntry();
  goTo({ name: "sell" });
  useTill.setState({ staff: null });
};

/** The sale that was just made: its receipt is on the screen. */
const askVoidSale = (): void => {
  const { screen } = useScreen.getState();
  if (screen.name === "done" && screen.kind === "sale") {
    const { receiptNumber, payableMinor: totalMinor } = screen.sale;
    openDialog({ kind: "voidSale", receiptNumber, totalMinor });
  }
};

const onSell = (): boolean => useScreen.getState().screen.name === "sell";

/** Whose the basket is: their page; nobody's yet: find or enrol somebody for it. */
const openCustomer = (): void =>
  inTurn(async () => {
    const customer = useTill.getState().basket?.customer ?? null;
    if (onSell() && customer !== null) {
      goTo({ name: "customer", customerRef: customer.customerRef });
    } else {
      openDialog({ kind: "customer", purpose: onSell() ? "attach" : "open", cardNumber: null });
    }
  });

const focusSearch = (): void => {
  goTo({ name: "sell" });
  // After the screen is there.
  window.setTimeout(() => document.querySelector<HTMLInputElement>("#search-box")?.focus(), 0);
};

const RUN: Readonly<Record<CommandId, () => void>> = {
  help: () => (useScreen.getState().dialog?.kind === "help" ? closeDialog() : openDialog({ kind: "help" })),
  search: focusSearch,
  receipts: () => goTo({ name: "receipts", receiptNumber: null }),
  park: parkBasket,
  recall: () => goTo({ name: "parked" }),
  offers: () => openDialog({ kind: "offers" }),
  discount: () => openDialog({ kind: "discount", lineId: selectedLineId() }),
  coupon: () => openDialog({ kind: "coupon" }),
  customer: openCustomer,
  priceCheck: () => openDialog({ kind: "priceCheck" }),
  more: () => openDialog({ kind: "more" }),
  exchange: runExchangeKey,
  voidSale: askVoidSale,
  pay: () => (onSell() ? openPay() : runTenderKey("CARD")),
  exactCash: () => (onSell() ? payTypedCash(typedAmount()) : runTenderKey("CASH")),
  quantity: startQuantity,
  oneMore: () => stepQuantity(1000),
  oneLess: () => stepQuantity(-1000),
  removeLine: removeSelected,
  lineUp: () => moveSelection(-1),
  lineDown: () => moveSelection(1),
  drawer: () => openDialog({ kind: "drawer" }),
  devices: () => goTo({ name: "devices" }),
  office: () => goTo({ name: "office", section: null }),
  settings: () => goTo({ name: "settings" }),
  switchCashier: () => void lockTill(),
  signOut: () => void signOut(),
  back: goBack,
};

export const runCommand = (id: CommandId): void => RUN[id]();
