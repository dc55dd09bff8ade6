/**
 * Owns what the recording of a sale does to the offers: which uses of earlier sales come back with it, and which
 * campaigns and coupons end themselves because their limit is reached, or go on because a use came back. Runs inside the sale's
 * own transaction; each end and each going on is audited.
 */
import type { UseCount } from "../../../db/repositories/offer-uses.ts";
import type { Campaign, CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import {
  comesBack,
  type LineBack,
  type OfferUseKind,
  type UseGivenBack,
} from "../../../domain/campaigns/offer-use.ts";
import type { Sale, SaleLine, UnrecordedSale } from "../../../domain/sale/sale.ts";
import { isReturned } from "../../../domain/sale/returned-goods.ts";
import { NO_PERSON } from "../session/audit-actor.ts";
import type { AuditDep, ClockDep, OffersDep, OfferUsesDep, SalesDep } from "../deps.ts";

/** Uses of the sales whose goods this record takes back; call it before the record is written. */
export const usesGivenBack = (
  deps: OfferUsesDep & SalesDep,
  record: UnrecordedSale,
  isVoid: boolean,
): readonly UseGivenBack[] => {
  const returned = record.lines.flatMap((line) => (line.refunds ? [{ line, from: line.refunds }] : []));
  return [...Map.groupBy(returned, ({ from }) => from.saleId)].flatMap(([saleId, parts]) => {
    const uses = deps.offerUses.openUsesOf(saleId);
    const sale = uses.length === 0 ? null : deps.sales.findById(saleId);
    if (!sale) {
      return [];
    }
    const backNow = new Map<number, number>();
    for (const { line, from } of parts) {
      backNow.set(from.lineNumber, (backNow.get(from.lineNumber) ?? 0) - line.quantityMilli);
    }
    const backBefore = deps.sales.refundedMilli(saleId);
    const lines = sale.lines
      .filter((line) => !isReturned(line))
      .map((line) =>
        lineBack(line, (backBefore.get(line.lineNumber) ?? 0) + (backNow.get(line.lineNumber) ?? 0)),
      );
    return uses
      .filter((use) => comesBack(use, { givesBack: use.givesBack, isVoid, lines }))
      .map(({ kind, code }) => ({ kind, code, saleId }));
  });
};

const lineBack = ({ lineNumber, quantityMilli }: SaleLine, backMilli: number): LineBack => ({
  lineNumber,
  soldMilli: quantityMilli,
  backMilli,
});

type SettleDeps = OfferUsesDep & OffersDep & AuditDep & ClockDep;

/** Call it after the record is written. `couponDefinitions`: those that the sale was priced with. */
export const endUsedUpOffers = (
  deps: SettleDeps,
  sale: Sale,
  couponDefinitions: readonly CouponDefinition[],
): void => {
  const { campaigns } = deps.offers.current();
  for (const { kind, code } of sale.offerUses) {
    const offer = (kind === "campaign" ? campaigns : couponDefinitions).find((known) => known.code === code);
    if (offer?.autoDeactivate === true && isUsedUp(offer, deps.offerUses.count(kind, code, null))) {
      tell(deps, { kind, code, sale, atMs: deps.clock.nowMs() });
    }
  }
  for (const { kind, code } of sale.usesGivenBack) {
    tell(deps, { kind, code, sale, atMs: null });
  }
};

const isUsedUp = (offer: Campaign | CouponDefinition, { uses, spentMinor }: UseCount): boolean => {
  if ("limits" in offer) {
    const { uses: most, budgetMinor } = offer.limits;
    return (most !== null && uses >= most) || (budgetMinor !== null && spentMinor >= budgetMinor);
  }
  const most = offer.type === "singleUse" ? 1 : offer.usageLimit;
  return most !== null && uses >= most;
};

interface Ending {
  readonly kind: OfferUseKind;
  readonly code: string;
  readonly sale: Sale;
  /** null: it goes on. */
  readonly atMs: number | null;
}

const tell = (deps: SettleDeps, { kind, code, sale, atMs }: Ending): void => {
  if (!deps.offerUses.setAutoDeactivated(kind, code, atMs)) {
    return;
  }
  deps.audit.append({
    ...NO_PERSON,
    action: atMs === null ? `${kind}.goesOn` : `${kind}.usedUp`,
    subject: `${kind} ${code}`,
    before: null,
    after: { receiptNumber: sale.receiptNumber },
    reason: null,
  });
};
