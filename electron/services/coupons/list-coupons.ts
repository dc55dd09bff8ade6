/** Owns what the back office is shown of coupons: batches with their figures, codes with their state, and their uses. */
import type {
  CouponBatchView,
  CouponGift,
  CouponPage,
  CouponRowView,
  CouponState,
  CouponUseView,
} from "../../../contracts/ipc/coupons.ts";
import type { CouponFilter, ListedCoupon, StoredBatch } from "../../../db/repositories/coupons.ts";
import { groupedCode } from "../../../domain/coupons/coupon-code.ts";
import { hasEnded } from "../../../domain/pricing/offers/campaign-gate.ts";
import type { CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import type { ClockDep, CouponsDep, CustomersDep, OffersDep, OfferUsesDep, ProfileDep } from "../deps.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import type { CouponBatches } from "./coupon-batches.ts";
import type { CouponPrintRun } from "./print-batch.ts";

export type CouponListDeps = CouponsDep & OffersDep & CustomersDep & ProfileDep & ClockDep;

export const listBatches = (
  deps: CouponsDep &
    OffersDep & {
      readonly couponBatches: CouponBatches;
      readonly couponPrinting: Pick<CouponPrintRun, "progress">;
    },
): readonly CouponBatchView[] =>
  deps.coupons.batches().map((batch) => {
    const printing = deps.couponPrinting.progress();
    const isMaking = deps.couponBatches.progress()?.batchId === batch.id;
    return {
      ...deps.coupons.figuresOf(batch.id),
      ...batchTerms(deps, batch),
      id: batch.id,
      name: batch.name,
      size: batch.size,
      state: batch.state === "ready" ? "ready" : isMaking ? "making" : "stopped",
      createdAtMs: batch.createdAtMs,
      printing: printing?.batchId === batch.id ? printing : null,
    };
  });

export const listCoupons = (
  deps: CouponListDeps,
  {
    batchId,
    text,
    after,
    limit,
    skip = 0,
  }: Omit<CouponFilter, "afterKey" | "skip"> & {
    readonly after: string;
    readonly skip?: number | undefined;
  },
): CouponPage => {
  const listed = deps.coupons.list({ batchId, text: text.replaceAll("-", ""), afterKey: after, limit, skip });
  return {
    coupons: listed.flatMap((coupon) => couponRow(deps, coupon) ?? []),
    nextAfter: listed.length === limit ? (listed.at(-1)?.codeKey ?? null) : null,
  };
};

/** null: its definition cannot be read any more. */
export const couponRow = (deps: CouponListDeps, listed: ListedCoupon): CouponRowView | null => {
  const known = deps.offers.coupon(listed.code);
  if (!known) {
    return null;
  }
  const { definition } = known;
  const customer = definition.customer === null ? null : deps.customers.findByRef(definition.customer);
  return {
    ...giftOf(deps, definition),
    code: listed.code,
    grouped: groupedCode(listed.code),
    type: definition.type,
    validUntil: listed.validUntil ?? endOf(listed.definition),
    usageLimit: limitOf(definition),
    autoDeactivate: definition.autoDeactivate,
    state: stateOf(deps, listed, definition),
    uses: listed.uses,
    customerName: customer?.name ?? null,
    isPersonal: definition.customer !== null,
    customDiscountValue: listed.customDiscountValue,
    channel: listed.channel,
    distributedAtMs: listed.distributedAtMs,
    autoDeactivatedAtMs: listed.autoDeactivatedAtMs,
  };
};

export const couponUses = ({ offerUses }: OfferUsesDep, code: string): readonly CouponUseView[] =>
  offerUses.usesOfCoupon(code);

const limitOf = ({ type, usageLimit }: CouponDefinition): number | null =>
  type === "singleUse" ? 1 : usageLimit;

const stateOf = (
  { clock, profile }: ClockDep & ProfileDep,
  { blockedAtMs, uses }: ListedCoupon,
  definition: CouponDefinition,
): CouponState => {
  const limit = limitOf(definition);
  if (blockedAtMs !== null) {
    return "blocked";
  }
  if (limit !== null && uses >= limit) {
    return "usedUp";
  }
  if (hasEnded(definition.validUntil, { atMs: clock.nowMs(), timezone: profile.timezone })) {
    return "expired";
  }
  return uses > 0 ? "used" : "unused";
};

const giftOf = ({ offers }: OffersDep, { campaign, rule }: CouponDefinition): CouponGift => ({
  campaign: campaign === null ? null : { code: campaign, label: offerLabel(offers.current(), campaign) },
  percentBp: rule?.benefit.type === "percentage" ? rule.benefit.percentBp : null,
  amountMinor: rule?.benefit.type === "fixedAmount" ? rule.benefit.amountMinor : null,
});

const batchTerms = (
  deps: OffersDep,
  { definition }: StoredBatch,
): Pick<CouponBatchView, "type" | "validUntil" | "usageLimit" | "autoDeactivate" | keyof CouponGift> => {
  const read = deps.offers.readDefinition({ ...(definition as object), code: "batch" });
  return read === null
    ? {
        type: "public",
        validUntil: null,
        usageLimit: null,
        autoDeactivate: true,
        campaign: null,
        percentBp: null,
        amountMinor: null,
      }
    : {
        ...giftOf(deps, read),
        type: read.type,
        validUntil: endOf(definition),
        usageLimit: limitOf(read),
        autoDeactivate: read.autoDeactivate,
      };
};

const endOf = (definition: unknown): string | null => {
  const { validUntil } = definition as { readonly validUntil?: unknown };
  return typeof validUntil === "string" ? validUntil : null;
};
