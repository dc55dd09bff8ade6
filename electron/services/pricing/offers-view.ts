/**
 * Owns what the screen shows of the offers: what applied, what nearly does, why the rest does not, and how each coupon
 * fared. Codes become names here; sentences are the screen's.
 */
import type {
  AppliedOfferView,
  BasketView,
  CouponView,
  CustomerNeed,
  NotAppliedOfferView,
  NudgeView,
} from "../../../contracts/ipc/basket.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import type { Campaign, CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import type { Conditions } from "../../../domain/campaigns/conditions.ts";
import { momentText } from "../../../domain/pricing/offers/campaign-gate.ts";
import type {
  AppliedOffer,
  CouponAnswer,
  NotAppliedOffer,
  Nudge,
} from "../../../domain/pricing/pricing-result.ts";
import type { OffersInForce } from "../deps.ts";
import type { PricedBasket } from "./basket-pricing.ts";
import { offerLabel } from "./offer-label.ts";

type OffersPart = Pick<BasketView, "applied" | "notApplied" | "nudges" | "coupons" | "proven">;

export const offersView = ({ input, result, offers }: PricedBasket, basket: Basket): OffersPart => {
  const applied = appliedViews(result.applied, offers);
  const notApplied = result.notApplied.map((offer) => notAppliedView(offer, offers));
  return {
    applied,
    notApplied,
    nudges: result.nudges.map((nudge) => nudgeView(nudge, basket, offers)),
    coupons: inOrderOf(basket.coupons, result.coupons).map((answer) =>
      couponView(answer, { offers, definitions: input.couponDefinitions }, { applied, notApplied }),
    ),
    proven: result.certificate.optimal,
  };
};

/** One for each campaign or coupon, also where several of its rules gave something. */
const appliedViews = (given: readonly AppliedOffer[], offers: OffersInForce): readonly AppliedOfferView[] => {
  const views = new Map<string, AppliedOfferView>();
  for (const offer of given) {
    const code = offer.campaign ?? offer.coupon ?? offer.tier ?? "";
    const before = views.get(code);
    views.set(code, {
      code,
      label: offerLabel(offers, code),
      amountMinor: (before?.amountMinor ?? 0) + offer.amountMinor,
      lineIds: [...new Set([...(before?.lineIds ?? []), ...offer.lines])],
    });
  }
  return [...views.values()];
};

/** The engine answers in the order of codes; people read them as they were handed over. */
const inOrderOf = (typed: readonly string[], answers: readonly CouponAnswer[]): readonly CouponAnswer[] => {
  const place = new Map(typed.map((code, index) => [code.toLowerCase(), index]));
  return answers.toSorted(
    (a, b) => (place.get(a.code.toLowerCase()) ?? 0) - (place.get(b.code.toLowerCase()) ?? 0),
  );
};

const notAppliedView = (
  { campaign, by, ...why }: NotAppliedOffer,
  offers: OffersInForce,
): NotAppliedOfferView => {
  const defined = offers.campaigns.find(({ code }) => code === campaign);
  return {
    code: campaign,
    label: offerLabel(offers, campaign),
    ...why,
    by: by.map((code) => offerLabel(offers, code)),
    customerNeed: defined === undefined ? null : needOfCampaign(defined),
    opensByJoining: defined?.activation === "participation" && why.reason === "NEEDS_COUPON",
  };
};

const couponView = (
  { code, status, reason }: CouponAnswer,
  {
    offers,
    definitions,
  }: { readonly offers: OffersInForce; readonly definitions: readonly CouponDefinition[] },
  shown: Pick<OffersPart, "applied" | "notApplied">,
): CouponView => {
  const definition = definitions.find((coupon) => coupon.code === code);
  const campaign = definition?.campaign ?? null;
  // The coupon's own reason; where the campaign it opens says the same, with the campaign's figures.
  const said = shown.notApplied.find((offer) => offer.code === campaign && offer.reason === reason);
  const need = definition === undefined ? null : needOfCoupon(definition, { reason, offers });
  return {
    code,
    label: offerLabel(offers, campaign ?? code),
    campaign,
    status,
    reason,
    why:
      reason === null
        ? null
        : {
            reason,
            wanted: said?.wanted ?? ownMoment(definition, reason),
            got: said?.got ?? null,
            by: said?.by ?? [],
            differenceMinor: said?.differenceMinor ?? null,
            customerNeed: need,
          },
    amountMinor: status === "applied" ? amountOf([code, campaign], shown.applied) : 0,
  };
};

const amountOf = (codes: readonly (string | null)[], applied: readonly AppliedOfferView[]): number =>
  applied.reduce((sum, offer) => (codes.includes(offer.code) ? sum + offer.amountMinor : sum), 0);

/** When the coupon itself starts or ended, in the engine's form. */
const ownMoment = (
  coupon: CouponDefinition | undefined,
  reason: NonNullable<CouponAnswer["reason"]>,
): string | null => {
  const moments = { NOT_STARTED: coupon?.validFrom ?? null, ENDED: coupon?.validUntil ?? null };
  const moment = reason === "NOT_STARTED" || reason === "ENDED" ? moments[reason] : null;
  return moment === null ? null : momentText(moment);
};

const needOfCoupon = (
  coupon: CouponDefinition,
  { reason, offers }: { readonly reason: CouponAnswer["reason"]; readonly offers: OffersInForce },
): CustomerNeed | null => {
  if (reason === "NEEDS_CUSTOMER" && (coupon.customer !== null || coupon.type === "personal")) {
    return "owner";
  }
  const campaign = offers.campaigns.find(({ code }) => code === coupon.campaign);
  const opened = campaign === undefined ? null : needOfCampaign(campaign);
  const own = coupon.rule === null ? null : needOfConditions(coupon.rule.conditions);
  return opened ?? own;
};

const needOfCampaign = ({ conditions, rules }: Campaign): CustomerNeed | null =>
  [conditions, ...rules.map((rule) => rule.conditions)].map(needOfConditions).find((need) => need !== null) ??
  null;

const needOfConditions = (conditions: Conditions): CustomerNeed | null => {
  const needs: readonly (readonly [boolean, CustomerNeed])[] = [
    [conditions.segments !== null, "segments"],
    [conditions.tiers !== null, "tiers"],
    [conditions.customers !== null, "customers"],
    [conditions.firstPurchase, "firstPurchase"],
    [conditions.purchaseNumber !== null, "purchaseNumber"],
    [conditions.birthday === "day", "birthday"],
    [conditions.birthday === "month", "birthMonth"],
  ];
  return needs.find(([holds]) => holds)?.[1] ?? null;
};

const nudgeView = (nudge: Nudge, basket: Basket, offers: OffersInForce): NudgeView => {
  const { add, campaign, coupon } = nudge;
  const code = campaign ?? coupon;
  return {
    code,
    label: offerLabel(offers, code),
    add:
      "sku" in add
        ? {
            productName: basket.lines.find((line) => line.product.sku === add.sku)?.product.name ?? add.sku,
            quantityMilli: add.quantityMilli,
          }
        : add,
    gainMinor: nudge.gainMinor,
  };
};
