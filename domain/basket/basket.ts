/**
 * Owns the basket: what is being rung up, as an immutable value, and every change a person can make to it.
 * Holds no prices but the list price a line was scanned at; what it costs is priceBasket's business.
 * A basket with a tender on it is frozen: give the payment back first. Quantities in thousandths.
 * A deposit stands right behind its item and follows it: one quantity, removed and voided together, never changed alone.
 */
import type { Product } from "../catalogue/product.ts";
import type { ManualDiscount } from "../pricing/pricing-input.ts";
import { err, ok, type Result } from "../result.ts";
import type { CardSlip, TenderType } from "../sale/sale.ts";
import type { BasketReturn } from "./basket-returns.ts";
import type { AgeCheck } from "./age-check.ts";
import type { LimitApproval } from "./sale-limit.ts";
import type { TaxExemption } from "./tax-exemption.ts";

/** Largest quantity of one line: a million units. Real wholesale baskets hold lines of 80,995. */
export const MAX_LINE_QUANTITY_MILLI = 1_000_000_000;
/** Largest gross of a basket: keeps every sum far inside the range where integers are exact. */
export const MAX_BASKET_GROSS_MINOR = 10_000_000_000_000;

export interface BasketLine {
  readonly id: string;
  /** Above those of the lines before it: keeps the order when lines are removed. */
  readonly position: number;
  readonly product: Product;
  readonly barcode: string | null;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  /** The price-list price where a person changed it, else null. */
  readonly listUnitPriceMinor: number | null;
  readonly priceReason: string | null;
  readonly discount: ManualDiscount | null;
  readonly note: string | null;
  /** Why the line was struck through; null for a live line. */
  readonly voidReason: string | null;
  /** The item whose deposit this line is, else null. */
  readonly depositOfLineId: string | null;
}

export interface BasketTender {
  readonly id: string;
  readonly type: TenderType;
  /** Negative: paid out to the card, for goods that came back. */
  readonly amountMinor: number;
  /** Sent to the terminal; finds the transaction again after a crash. */
  readonly reference: string;
  readonly card: CardSlip | null;
  /** "pending": asked of the terminal and not yet answered. Only "taken" pays. */
  readonly state: "pending" | "taken";
}

/** Who approved something in the basket, besides the person who rang it up. */
export interface BasketApprover {
  readonly staffId: number;
  readonly name: string;
}

export interface Basket {
  readonly id: string;
  readonly revision: number;
  readonly staffId: number;
  readonly customerRef: string | null;
  readonly createdAtMs: number;
  readonly lines: readonly BasketLine[];
  readonly lastLineId: string | null;
  readonly manualDiscount: ManualDiscount | null;
  /** Codes as handed over, in that order; each once, whatever its case and the spaces around it. */
  readonly coupons: readonly string[];
  /** Each person once, in the order of their first approval. */
  readonly approvers: readonly BasketApprover[];
  /** Goods of earlier receipts that come back with this sale. */
  readonly returns: readonly BasketReturn[];
  /** The highest age that was shown for this basket. */
  readonly ageCheck: AgeCheck | null;
  /** The lowest age that a date of birth was too young for. */
  readonly tooYoungFor: number | null;
  readonly taxExemption: TaxExemption | null;
  readonly limitApprovals: readonly LimitApproval[];
  readonly tenders: readonly BasketTender[];
  /** A payment has been on it, also one that was given back. */
  readonly hadPayment: boolean;
}

export interface NewLine {
  readonly lineId: string;
  readonly product: Product;
  readonly barcode: string | null;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  /** The price-list price where a person asks another one, else null. */
  readonly listUnitPriceMinor: number | null;
  /** The deposit that goes with it. */
  readonly deposit: { readonly product: Product; readonly unitPriceMinor: number } | null;
  /** Kept with the line, which then stays a line of its own. */
  readonly note: string | null;
}

export type BasketError =
  | { readonly type: "UnknownLine"; readonly lineId: string }
  | { readonly type: "LineIsVoided" }
  /** Change the item: its deposit follows. */
  | { readonly type: "DepositFollowsItem" }
  | { readonly type: "NotDiscountable" }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "QuantityOutOfRange"; readonly maxQuantityMilli: number }
  | { readonly type: "TotalTooLarge" }
  | { readonly type: "PaymentStarted" };

export const emptyBasket = (start: {
  readonly id: string;
  readonly staffId: number;
  readonly createdAtMs: number;
}): Basket => ({
  ...start,
  revision: 0,
  customerRef: null,
  lines: [],
  lastLineId: null,
  manualDiscount: null,
  coupons: [],
  approvers: [],
  returns: [],
  ageCheck: null,
  tooYoungFor: null,
  taxExemption: null,
  limitApprovals: [],
  tenders: [],
  hadPayment: false,
});

/** Adds units: onto the plain line of the same product at the same price, else as a new line. Weighed goods never merge. */
export const addLine = (basket: Basket, added: NewLine): Result<Basket, BasketError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const same = basket.lines.findLast((line) => canMerge(basket, line, added));
  if (same) {
    return setQuantity(basket, { lineId: same.id, quantityMilli: same.quantityMilli + added.quantityMilli });
  }
  const problem = quantityProblem(added.product, added.quantityMilli);
  if (problem) {
    return err(problem);
  }
  const line: BasketLine = {
    id: added.lineId,
    position: (basket.lines.at(-1)?.position ?? 0) + 1,
    product: added.product,
    barcode: added.barcode,
    quantityMilli: added.quantityMilli,
    unitPriceMinor: added.unitPriceMinor,
    listUnitPriceMinor: added.listUnitPriceMinor,
    priceReason: null,
    discount: null,
    note: added.note,
    voidReason: null,
    depositOfLineId: null,
  };
  const deposit = added.deposit === null ? [] : [depositLine(line, added.deposit)];
  return withinTotal(touch(basket, { lines: [...basket.lines, line, ...deposit], lastLineId: line.id }));
};

const depositLine = (item: BasketLine, deposit: NonNullable<NewLine["deposit"]>): BasketLine => ({
  id: `${item.id}-deposit`,
  position: item.position + 1,
  product: deposit.product,
  barcode: deposit.product.barcode,
  quantityMilli: depositQuantityMilli(item),
  unitPriceMinor: deposit.unitPriceMinor,
  listUnitPriceMinor: null,
  priceReason: null,
  discount: null,
  note: null,
  voidReason: null,
  depositOfLineId: item.id,
});

/** One for each piece; one for what is weighed, whatever it weighs. */
const depositQuantityMilli = (item: BasketLine): number =>
  item.product.unit === "each" ? item.quantityMilli : 1000;

/** The deposit line of an item. */
export const depositOf = (basket: Basket, lineId: string): BasketLine | null =>
  basket.lines.find((line) => line.depositOfLineId === lineId) ?? null;

const canMerge = (basket: Basket, line: BasketLine, added: NewLine): boolean =>
  line.depositOfLineId === null &&
  added.product.kind !== "giftCard" &&
  (depositOf(basket, line.id)?.product.id ?? null) === (added.deposit?.product.id ?? null) &&
  line.product.id === added.product.id &&
  line.product.unit === "each" &&
  line.unitPriceMinor === added.unitPriceMinor &&
  line.listUnitPriceMinor === null &&
  added.listUnitPriceMinor === null &&
  line.discount === null &&
  line.note === null &&
  added.note === null &&
  line.voidReason === null;

export const setQuantity = (
  basket: Basket,
  change: { readonly lineId: string; readonly quantityMilli: number },
): Result<Basket, BasketError> => {
  const found = liveLine(basket, change.lineId);
  if (!found.ok) {
    return found;
  }
  const problem = quantityProblem(found.value.product, change.quantityMilli);
  if (problem) {
    return err(problem);
  }
  return withinTotal(replaceLine(basket, { ...found.value, quantityMilli: change.quantityMilli }));
};

/** Changes what a unit costs; the price-list price is remembered beside it. */
export const overridePrice = (
  basket: Basket,
  change: { readonly lineId: string; readonly unitPriceMinor: number; readonly reason: string },
): Result<Basket, BasketError> => {
  const found = liveLine(basket, change.lineId);
  if (!found.ok) {
    return found;
  }
  const line = found.value;
  const listPriceMinor = line.listUnitPriceMinor ?? line.unitPriceMinor;
  const isListPrice = change.unitPriceMinor === listPriceMinor;
  return withinTotal(
    replaceLine(basket, {
      ...line,
      unitPriceMinor: change.unitPriceMinor,
      listUnitPriceMinor: isListPrice ? null : listPriceMinor,
      priceReason: isListPrice ? null : change.reason,
    }),
  );
};

/** Any other change of one live line that touches neither quantity nor price. */
export const changeLine = (
  basket: Basket,
  lineId: string,
  change: Partial<Pick<BasketLine, "discount" | "note" | "voidReason">>,
): Result<Basket, BasketError> => {
  const found = liveLine(basket, lineId);
  if (!found.ok) {
    return found;
  }
  return change.discount && !mayBeReduced(found.value.product)
    ? err({ type: "NotDiscountable" })
    : ok(replaceLine(basket, { ...found.value, ...change }));
};

/** Money for money, and what only passes through the till, costs what it costs. */
export const mayBeReduced = ({ kind }: Pick<Product, "kind">): boolean =>
  kind !== "deposit" && kind !== "giftCard";

export const removeLine = (basket: Basket, lineId: string): Result<Basket, BasketError> => {
  const found = liveLine(basket, lineId);
  if (!found.ok) {
    return found;
  }
  const lines = basket.lines.filter((line) => line.id !== lineId && line.depositOfLineId !== lineId);
  const last = lines.findLast((line) => line.depositOfLineId === null);
  return ok(touch(basket, { lines, lastLineId: last?.id ?? null }));
};

export const discountBasket = (
  basket: Basket,
  discount: ManualDiscount | null,
): Result<Basket, BasketError> =>
  basket.tenders.length > 0
    ? err({ type: "PaymentStarted" })
    : ok(touch(basket, { manualDiscount: discount }));

/** Puts a coupon on the basket; one that is already there stays where it is. Whether it gives anything is pricing's. */
export const addCoupon = (basket: Basket, code: string): Result<Basket, BasketError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const key = couponKey(code);
  const isThere = key === "" || basket.coupons.some((coupon) => couponKey(coupon) === key);
  return ok(isThere ? basket : touch(basket, { coupons: [...basket.coupons, code.trim()] }));
};

/** Takes a coupon back; one that is not there is as good as taken back. */
export const removeCoupon = (basket: Basket, code: string): Result<Basket, BasketError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const key = couponKey(code);
  const coupons = basket.coupons.filter((coupon) => couponKey(coupon) !== key);
  return ok(coupons.length === basket.coupons.length ? basket : touch(basket, { coupons }));
};

const couponKey = (code: string): string => code.trim().toLowerCase();

/** Says for whom the basket is; null for nobody known. */
export const attachCustomer = (
  basket: Basket,
  customerRef: string | null,
): Result<Basket, { readonly type: "PaymentStarted" }> =>
  basket.tenders.length > 0 ? err({ type: "PaymentStarted" }) : ok(touch(basket, { customerRef }));

/** Keeps with the basket who approved the change that was just made; null where nobody had to. */
export const approvedBy = (basket: Basket, approver: BasketApprover | null): Basket =>
  approver === null || basket.approvers.some(({ staffId }) => staffId === approver.staffId)
    ? basket
    : { ...basket, approvers: [...basket.approvers, { staffId: approver.staffId, name: approver.name }] };

/** Sells without tax, or with it again. */
export const exemptFromTax = (
  basket: Basket,
  taxExemption: TaxExemption | null,
): Result<Basket, BasketError> =>
  basket.tenders.length > 0 ? err({ type: "PaymentStarted" }) : ok(touch(basket, { taxExemption }));

/** Replaces the tenders: the only change that a basket under payment allows. */
export const withTenders = (basket: Basket, tenders: readonly BasketTender[]): Basket =>
  touch(basket, { tenders, hadPayment: basket.hadPayment || tenders.length > 0 });

/** The same basket, to be priced anew: prices are remembered by a basket's lines. */
export const repriced = (basket: Basket): Basket => touch(basket, { lines: [...basket.lines] });

export const liveLines = (basket: Basket): readonly BasketLine[] =>
  basket.lines.filter((line) => line.voidReason === null);

/** Items as a person counts them: units sold by the piece, one for each weighed line; an item's deposit is none. */
export const countItems = (basket: Basket): number =>
  liveLines(basket)
    .filter((line) => line.depositOfLineId === null)
    .reduce((count, line) => count + (line.product.unit === "each" ? line.quantityMilli / 1000 : 1), 0);

const touch = (basket: Basket, change: Partial<Basket>): Basket => ({
  ...basket,
  ...change,
  revision: basket.revision + 1,
});

const replaceLine = (basket: Basket, changed: BasketLine): Basket =>
  touch(basket, {
    lines: basket.lines.map((line) =>
      line.id === changed.id ? changed : line.depositOfLineId === changed.id ? follow(line, changed) : line,
    ),
    lastLineId: changed.id,
  });

/** The same line where nothing of it changes. */
const follow = (deposit: BasketLine, item: BasketLine): BasketLine => {
  const quantityMilli = depositQuantityMilli(item);
  return deposit.quantityMilli === quantityMilli && deposit.voidReason === item.voidReason
    ? deposit
    : { ...deposit, quantityMilli, voidReason: item.voidReason };
};

const liveLine = (basket: Basket, lineId: string): Result<BasketLine, BasketError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const line = basket.lines.find((candidate) => candidate.id === lineId);
  if (!line) {
    return err({ type: "UnknownLine", lineId });
  }
  if (line.depositOfLineId !== null) {
    return err({ type: "DepositFollowsItem" });
  }
  return line.voidReason === null ? ok(line) : err({ type: "LineIsVoided" });
};

const quantityProblem = (product: Product, quantityMilli: number): BasketError | null => {
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli <= 0 || quantityMilli > MAX_LINE_QUANTITY_MILLI) {
    return { type: "QuantityOutOfRange", maxQuantityMilli: MAX_LINE_QUANTITY_MILLI };
  }
  return product.unit === "each" && quantityMilli % 1000 !== 0 ? { type: "WholeUnitsOnly" } : null;
};

const withinTotal = (basket: Basket): Result<Basket, BasketError> => {
  const grossMinor = basket.lines.reduce(
    (sum, line) => sum + (line.unitPriceMinor * line.quantityMilli) / 1000,
    0,
  );
  return grossMinor > MAX_BASKET_GROSS_MINOR ? err({ type: "TotalTooLarge" }) : ok(basket);
};
