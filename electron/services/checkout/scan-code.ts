/**
 * Owns what a scanned or fully typed code does: goods first (an exact bar code always wins), then one of this shop's
 * receipts, then a gift card or store credit, a friend's code, a customer's loyalty card, then a coupon, then what the form of the
 * code says (a scale's label, a GS1 element string). Anything else is an unknown code or a card that is not taken, and nothing is added.
 */
import type { CouponError, ReferralScanProblem } from "../../../contracts/ipc/basket.ts";
import type { CouponStatement } from "../../../domain/catalogue/barcode/gs1-coupon.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { normaliseCode, type NormalisedCode } from "../../../domain/scanning/normalise-code.ts";
import { toldCode } from "../../../domain/staff/told-code.ts";
import type {
  CodeUnreadable,
  Expired,
  StatedCouponRefused,
  UnknownOwnCode,
} from "../../../contracts/ipc/barcodes.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { CardCodeProblem, StoredCardView } from "../../../contracts/ipc/stored-value.ts";
import { readCardCode } from "../../../domain/stored-value/card-code.ts";
import { cardView } from "../stored-value/card-views.ts";
import { findCard } from "../stored-value/find-card.ts";
import type { CardRefusal } from "../../../contracts/ipc/customers.ts";
import { readBarcodeRules } from "../catalogue/barcode-rules.ts";
import { understandCode, type Understood, type UnderstoodProduct } from "../catalogue/understand-code.ts";
import { customerOfCard, strangeCard } from "../customers/scan-card.ts";
import { scanReferral, type ScanReferralDeps } from "../referrals/scan-referral.ts";
import type { Actor, SalesDep, SettingsDep, StoredValueDep } from "../deps.ts";
import { attachCustomerToBasket, type AttachDeps } from "./attach-customer.ts";
import { addCouponToBasket, type AddCouponDeps } from "./coupons.ts";
import { addStatedCoupon } from "./stated-coupon.ts";
import { addUnderstood, type AddProductDeps, type AddProductError } from "./add-product.ts";

export type Scanned =
  | { readonly kind: "lineAdded"; readonly basket: Basket }
  | {
      readonly kind: "couponAdded";
      readonly code: string;
      readonly states: CouponStatement | null;
      readonly basket: Basket;
    }
  | { readonly kind: "customerAttached"; readonly basket: Basket }
  | { readonly kind: "storedValue"; readonly code: string; readonly card: StoredCardView }
  /** A friend's code: the basket's customer was brought by them. */
  | { readonly kind: "referral"; readonly basket: Basket }
  | { readonly kind: "receipt"; readonly receiptNumber: string };

type ScanDeps = AddProductDeps &
  SalesDep &
  AddCouponDeps &
  AttachDeps &
  SettingsDep &
  StoredValueDep &
  ScanReferralDeps;

type ScanError =
  | AddProductError
  | CouponError
  | CardRefusal
  | CardCodeProblem
  | ReferralScanProblem
  | CodeUnreadable
  | UnknownOwnCode
  | StatedCouponRefused
  | Expired
  | Refusal;

interface Scan {
  readonly code: string;
  readonly quantityMilli: number | null;
}

export const scanCode = (deps: ScanDeps, actor: Actor, scan: Scan): Result<Scanned, ScanError> => {
  const code = normaliseCode(scan.code);
  const understood = understandCode(deps, code);
  if (understood.kind === "product" && understood.isExact) {
    return addGoods(deps, actor, { ...understood, factorMilli: scan.quantityMilli });
  }
  if (
    understood.kind === "own" &&
    understood.meaning.kind === "coupon" &&
    understood.meaning.states !== null
  ) {
    const { spellings, states } = understood.meaning;
    const added = addStatedCoupon(deps, actor, { spellings, states });
    return added.ok ? ok({ kind: "couponAdded", ...added.value }) : added;
  }
  const known = findElsewhere(deps, actor, { ...code, candidates: spellingsOf(code, understood) });
  if (!known.ok) {
    return known;
  }
  if (known.value) {
    return ok(known.value);
  }
  return understood.kind === "product"
    ? addGoods(deps, actor, { ...understood, factorMilli: scan.quantityMilli })
    : err(strangeCard(deps, code.text) ?? unknownError(understood, code));
};

/** A card in a GS1 code is stored by its own number. */
const spellingsOf = (code: NormalisedCode, understood: Understood): readonly string[] => {
  if (understood.kind !== "own") {
    return code.candidates;
  }
  const { meaning } = understood;
  const own = "number" in meaning ? meaning.number : "code" in meaning ? meaning.code : null;
  return own === null ? code.candidates : [...new Set([...code.candidates, own])];
};

/** ok(null): no receipt, card or coupon that is known here. */
const findElsewhere = (
  deps: ScanDeps,
  actor: Actor,
  { text, candidates, receiptNumber }: NormalisedCode,
): Result<Scanned | null, ScanError> => {
  const sale = receiptNumber === null ? null : deps.sales.findOfAnyTill(receiptNumber);
  if (sale) {
    return ok({ kind: "receipt", receiptNumber: sale.receiptNumber });
  }
  if (readCardCode(text).type !== "other") {
    const card = findCard(deps, text);
    return card.ok ? ok({ kind: "storedValue", code: text, card: cardView(deps, card.value) }) : card;
  }
  const friend = scanReferral(deps, actor, candidates);
  if (!friend.ok) {
    return friend;
  }
  if (friend.value) {
    return ok({ kind: "referral", basket: friend.value });
  }
  const holder = customerOfCard(deps, candidates);
  if (!holder.ok) {
    return holder;
  }
  if (holder.value) {
    return attached(deps, actor, holder.value.customerRef);
  }
  const coupon = addCouponToBasket(deps, actor, candidates);
  if (coupon.ok) {
    return ok({ kind: "couponAdded", states: null, ...coupon.value });
  }
  // What a machine read is not mistyped: it is another code.
  const isOther = coupon.error.type === "UnknownCoupon" || coupon.error.type === "CouponMistyped";
  return isOther ? ok(null) : err(coupon.error);
};

const addGoods = (
  deps: ScanDeps,
  actor: Actor,
  understood: UnderstoodProduct & { readonly factorMilli: number | null },
): Result<Scanned, ScanError> => {
  if (understood.expiredOn !== null && readBarcodeRules(deps).refusesExpired) {
    return err({ type: "Expired", name: understood.product.name, expiredOn: understood.expiredOn });
  }
  const added = addUnderstood(deps, actor, understood);
  return added.ok ? ok({ kind: "lineAdded", basket: added.value }) : added;
};

const unknownError = (
  understood: Exclude<Understood, { readonly kind: "product" }>,
  { text }: NormalisedCode,
): ScanError => {
  const code = toldCode(text);
  switch (understood.kind) {
    case "own":
      return understood.meaning.kind === "receipt"
        ? { type: "UnknownBarcode", code }
        : { type: "UnknownOwnCode", kind: understood.meaning.kind, code };
    case "unreadable":
      return { type: "CodeUnreadable", problem: understood.problem, code };
    case "unknownProduct":
      return { type: "UnknownBarcode", code };
  }
};

const attached = (deps: ScanDeps, actor: Actor, customerRef: string): Result<Scanned, ScanError> => {
  const answer = attachCustomerToBasket(deps, actor, customerRef);
  if (answer.ok) {
    return ok({ kind: "customerAttached", basket: answer.value });
  }
  if (answer.error.type === "UnknownCustomer") {
    throw new Error("A card's customer was not there");
  }
  return err(answer.error);
};
