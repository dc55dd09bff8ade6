/**
 * Owns the coupons of the open basket: a code that the offers know goes on it, also one that gives nothing (the
 * customer is told why), and comes off again. A coupon may come before the first item.
 */
import type { CouponError } from "../../../contracts/ipc/basket.ts";
import { addCoupon, removeCoupon, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import { readGeneratedCode } from "../../../domain/coupons/coupon-code.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { toldCode } from "../../../domain/staff/told-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SignedCouponError } from "../../../contracts/ipc/signed-coupons.ts";
import { acceptSigned, verifySigned, type AcceptDeps } from "../coupons/signed-coupons.ts";
import type { Actor, KnownCoupon, OffersDep, SessionDep } from "../deps.ts";

export interface CouponAdded {
  /** In the spelling of its definition. */
  readonly code: string;
  readonly basket: Basket;
}

export type AddCouponDeps = SessionDep & OffersDep & AcceptDeps;

/** `candidates` are spellings of the code, best first. A signed coupon needs no row: it becomes known here. */
export const addCouponToBasket = (
  deps: AddCouponDeps,
  actor: Actor,
  candidates: readonly string[],
): Result<CouponAdded, BasketError | CouponError | Refusal> => {
  const signed = authorisedSigned(deps, actor, candidates[0] ?? "");
  if (!signed.ok) {
    return signed;
  }
  const known = findCoupon(deps, signed.value === null ? candidates : [signed.value]);
  if (!known.ok) {
    return known;
  }
  const allowed = authorise(actor, "coupon:apply");
  if (!allowed.ok) {
    return allowed;
  }
  const { code } = known.value.definition;
  const before = deps.basketSession.currentOrNew(actor);
  const added = addCoupon(before, code);
  if (!added.ok) {
    return added;
  }
  if (added.value === before) {
    return ok({ code, basket: before });
  }
  const stored = deps.basketSession.store<BasketError>(added.value);
  return stored.ok ? ok({ code, basket: stored.value }) : stored;
};

/** A person who may not take coupons makes none known either. */
const authorisedSigned = (
  deps: AddCouponDeps,
  actor: Actor,
  text: string,
): Result<string | null, SignedCouponError | Refusal> => {
  const checked = verifySigned(deps, text);
  if (!checked.ok || checked.value === null) {
    return checked.ok ? ok(null) : checked;
  }
  const allowed = authorise(actor, "coupon:apply");
  return allowed.ok ? acceptSigned(deps, actor, text) : allowed;
};

const findCoupon = (
  { offers }: OffersDep,
  candidates: readonly string[],
): Result<KnownCoupon, CouponError> => {
  const typed = candidates[0] ?? "";
  const generated = readGeneratedCode(typed);
  const known = [...candidates, ...(generated.kind === "code" ? [generated.code] : [])]
    .map(offers.coupon)
    .find((coupon) => coupon !== null);
  if (!known) {
    const type = generated.kind === "mistyped" ? "CouponMistyped" : "UnknownCoupon";
    return err({ type, code: toldCode(typed) });
  }
  return known.isBlocked ? err({ type: "CouponBlocked", code: known.definition.code }) : ok(known);
};

export const removeCouponFromBasket = (
  deps: SessionDep,
  code: string,
): Result<Basket, BasketError | { readonly type: "NoBasket" }> => {
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "NoBasket" });
  }
  const removed = removeCoupon(before, code);
  return removed.ok && removed.value !== before
    ? deps.basketSession.store<BasketError>(removed.value)
    : removed;
};
