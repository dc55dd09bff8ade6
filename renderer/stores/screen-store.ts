/**
 * Owns where the person is: the screen, the dialog on top of it, what they have typed so far, and what must be said.
 * Holds nothing that a restart would miss: the basket is main's.
 */
import { create } from "zustand";
import type { LastScan, ScanSource } from "../scanning/scan-source.ts";
import type { PriceChange } from "../../contracts/ipc/basket.ts";
import type { NeedsAgeCheck, OverQuantityLimit } from "../../contracts/ipc/sale-rules.ts";
import type { ProductView } from "../../contracts/ipc/catalogue.ts";
import type { CompletedSaleView } from "../../contracts/ipc/payment.ts";
import type { ShiftReportView, ShiftView } from "../../contracts/ipc/shifts.ts";
import type { OfficeSectionId } from "../screens/office/office-sections.ts";
import type { TillError } from "../transport/till-client.ts";

export type DoneKind = "sale" | "refund" | "exchange";

export type Screen =
  | { readonly name: "sell" }
  | { readonly name: "pay" }
  | { readonly name: "done"; readonly sale: CompletedSaleView; readonly kind: DoneKind }
  | { readonly name: "parked" }
  /** `picking`: opens with the lines ready to choose what comes back. */
  | { readonly name: "receipts"; readonly receiptNumber: string | null; readonly picking?: true }
  | { readonly name: "refundWithoutReceipt" }
  | { readonly name: "openShift" }
  | { readonly name: "countShift"; readonly shift: ShiftView }
  | { readonly name: "shiftReport"; readonly view: ShiftReportView }
  | { readonly name: "devices" }
  | { readonly name: "office"; readonly section: OfficeSectionId | null }
  /** `reading`: another one reads the page anew. */
  | { readonly name: "customer"; readonly customerRef: string; readonly reading?: string }
  | { readonly name: "settings" };

/** Cash in or out without a sale. */
export type CashMove = "payIn" | "payOut" | "safeDrop";

export type Dialog =
  | { readonly kind: "quantity"; readonly lineId: string }
  | { readonly kind: "price"; readonly lineId: string }
  | { readonly kind: "discount"; readonly lineId: string | null }
  | { readonly kind: "note"; readonly lineId: string }
  | { readonly kind: "voidLine"; readonly lineId: string }
  | { readonly kind: "voidBasket" }
  | { readonly kind: "voidSale"; readonly receiptNumber: string; readonly totalMinor: number }
  | { readonly kind: "coupon" }
  /** `attach`: the open basket is theirs; `open`: their page opens. A card that nobody has yet comes along to the form. */
  | { readonly kind: "customer"; readonly purpose: "attach" | "open"; readonly cardNumber: string | null }
  | { readonly kind: "mergeCustomer"; readonly customerRef: string; readonly name: string | null }
  | { readonly kind: "eraseCustomer"; readonly customerRef: string; readonly name: string | null }
  | { readonly kind: "more" }
  | { readonly kind: "help" }
  | { readonly kind: "offers" }
  | { readonly kind: "priceCheck" }
  | { readonly kind: "openDrawer" }
  | { readonly kind: "drawer" }
  | { readonly kind: "moveCash"; readonly move: CashMove }
  | { readonly kind: "priceChanges"; readonly changes: readonly PriceChange[] }
  | {
      readonly kind: "askPrice";
      readonly product: Pick<ProductView, "id" | "name">;
      readonly quantityMilli: number | null;
    }
  | {
      readonly kind: "askWeight";
      readonly product: Pick<ProductView, "id" | "name">;
      /** For an item that has no price either. */
      readonly unitPriceMinor: number | null;
    }
  | { readonly kind: "ageCheck"; readonly needed: NeedsAgeCheck }
  | { readonly kind: "taxExempt" }
  | { readonly kind: "sellGiftCard" }
  | { readonly kind: "membership" }
  /** `code`: scanned on the way here. */
  | { readonly kind: "giftCard"; readonly code: string | null }
  | {
      readonly kind: "overLimit";
      readonly lineId: string;
      readonly quantityMilli: number;
      readonly over: OverQuantityLimit;
    };

/** A code that could not be added: said until it is closed. */
export interface ScanProblem {
  readonly code: string;
  readonly source: ScanSource;
  readonly error: TillError;
}

export interface Notice {
  readonly id: number;
  readonly tone: "info" | "bad";
  readonly text: string;
}

interface ScreenState {
  readonly screen: Screen;
  readonly dialog: Dialog | null;
  readonly scanProblems: readonly ScanProblem[];
  readonly notice: Notice | null;
  /** What is typed in the search and scan box. */
  readonly entry: string;
  /** "6 *": how many of the next item. */
  readonly nextQuantityMilli: number | null;
  readonly waitingForCard: boolean;
  /** A payment is on its way: keys that pay wait for its answer. */
  readonly paying: boolean;
  readonly scanWhileSignedOut: string | null;
  /** null: none since this page was opened. */
  readonly lastScan: LastScan | null;
  /** What a screen reader hears. */
  readonly announcement: string;
}

export const useScreen = create<ScreenState>()(() => ({
  screen: { name: "sell" },
  dialog: null,
  scanProblems: [],
  notice: null,
  entry: "",
  nextQuantityMilli: null,
  waitingForCard: false,
  paying: false,
  scanWhileSignedOut: null,
  lastScan: null,
  announcement: "",
}));

export const goTo = (screen: Screen): void => useScreen.setState({ screen, dialog: null, notice: null });
export const openDialog = (dialog: Dialog): void => useScreen.setState({ dialog, notice: null });
export const closeDialog = (): void => useScreen.setState({ dialog: null });
export const setEntry = (entry: string): void => useScreen.setState({ entry });
/** A finished action or a scan ends whatever number was being typed. */
export const clearEntry = (): void => useScreen.setState({ entry: "", nextQuantityMilli: null });

let nextNoticeId = 1;

export const say = (text: string, tone: Notice["tone"] = "info"): void => {
  useScreen.setState({ notice: { id: nextNoticeId, tone, text } });
  nextNoticeId += 1;
};

export const announce = (announcement: string): void => useScreen.setState({ announcement });
