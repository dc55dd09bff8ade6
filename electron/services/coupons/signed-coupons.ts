/**
 * Owns signed coupons: made without a row, known by their signature alone. One that is handed over and genuine becomes a
 * coupon like any other in that moment, under the code that it carries, so that it is used once, blocked and reported as all are.
 */
import { createHash, verify } from "node:crypto";
import type { CheckedCoupon, SignedCouponError } from "../../../contracts/ipc/signed-coupons.ts";
import type { OfferRepository } from "../../../db/repositories/offers.ts";
import { readSigned, type ReadSigned, type SignedCoupon } from "../../../domain/coupons/signed-coupon.ts";
import { currencyDecimals, formatDecimal } from "../../../domain/money/decimal.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { readPublicKey } from "../journal/check-entry.ts";
import type { Actor, CouponKeysDep, CouponsDep, OffersDep, ProfileDep } from "../deps.ts";

export type VerifyDeps = CouponKeysDep & ProfileDep & OffersDep;
export type AcceptDeps = VerifyDeps & CouponsDep & { readonly offerRepository: OfferRepository };

/** SHA-256, lower-case hex. */
export const hashOfText = (text: string): string => createHash("sha256").update(text).digest("hex");

/** How a coupon names the key that signed it. */
export const couponKeyId = (publicKey: string): string => hashOfText(publicKey.trim()).slice(0, 8);

/** ok(null): it is another kind of code. */
export const verifySigned = (
  deps: VerifyDeps,
  text: string,
): Result<CheckedCoupon | null, SignedCouponError> => {
  const read = readSigned(text);
  switch (read.kind) {
    case "other":
      return ok(null);
    case "unreadable":
      return err({ type: "SignedUnreadable" });
    case "signed":
      return genuine(deps, read);
  }
};

const genuine = (
  deps: VerifyDeps,
  { coupon, unsigned, signature }: Extract<ReadSigned, { readonly kind: "signed" }>,
): Result<CheckedCoupon, SignedCouponError> => {
  const known = deps.couponKeys.find(coupon.keyId);
  const key = known?.isTrusted === true ? readPublicKey(known.publicKey) : null;
  if (known === null || key === null) {
    return err({ type: "SignedByStranger", keyId: coupon.keyId });
  }
  if (!verify(null, Buffer.from(hashOfText(unsigned), "hex"), key, signature)) {
    return err({ type: "SignedTampered" });
  }
  if (coupon.store !== "" && coupon.store !== deps.profile.storeCode) {
    return err({ type: "SignedForOtherStore", store: coupon.store });
  }
  if ("currency" in coupon.gives && coupon.gives.currency !== deps.profile.currency) {
    return err({ type: "SignedForOtherStore", store: coupon.gives.currency });
  }
  return ok({ coupon, signedBy: known.name });
};

/** In the form of a pricing case. */
const definitionOfSigned = ({ profile }: ProfileDep, { code, gives, validUntil }: SignedCoupon) => {
  const terms = { code, type: "singleUse", validUntil };
  if ("campaign" in gives) {
    return { ...terms, campaign: gives.campaign };
  }
  const benefit =
    "percentBp" in gives
      ? { type: "percentage", percent: formatDecimal(gives.percentBp, 2), per: "basket" }
      : {
          type: "fixedAmount",
          amount: formatDecimal(gives.amountMinor, currencyDecimals(profile.currency)),
        };
  return { ...terms, rule: { benefit } };
};

/** Makes a genuine one known, and answers with its code. ok(null): it is another kind of code. */
export const acceptSigned = (
  deps: AcceptDeps,
  actor: Pick<Actor, "staffId">,
  text: string,
): Result<string | null, SignedCouponError> => {
  const checked = verifySigned(deps, text);
  if (!checked.ok || checked.value === null) {
    return checked.ok ? ok(null) : checked;
  }
  const { coupon } = checked.value;
  // Known already: seen before, perhaps used, blocked or removed. None of that is undone.
  if (!deps.coupons.isTaken(coupon.code)) {
    const definition = definitionOfSigned(deps, coupon);
    if (deps.offers.readDefinition(definition) === null) {
      return "campaign" in coupon.gives
        ? err({ type: "UnknownCampaign", code: coupon.gives.campaign })
        : err({ type: "SignedUnreadable" });
    }
    deps.offerRepository.put("couponDefinitions", { code: coupon.code, definition }, actor.staffId);
  }
  return ok(coupon.code);
};
