/**
 * Owns the uses of campaigns and coupons: written with their sale, given back once, counted. The totals that limits are
 * compared with are kept by triggers (0160-offer-uses.sql) and only read here.
 */
import type { GivesBack, OfferUse, OfferUseKind, UseGivenBack } from "../../domain/campaigns/offer-use.ts";
import type { Sale } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { campaignUsage, couponUsage } from "../schema/offers.ts";
import { REFS_OF_CUSTOMER } from "./customer-refs.ts";

export interface UseCount {
  readonly uses: number;
  readonly spentMinor: number;
  /** By this customer, also under the refs of those that were merged into them; 0 without one. */
  readonly customerUses: number;
}

/** A use that may still be given back, with the rule of its campaign. */
export interface OpenUse extends OfferUse {
  readonly givesBack: GivesBack;
}

export interface RecordedUse {
  readonly receiptNumber: string;
  readonly atMs: number;
  readonly amountMinor: number;
  readonly givenBack: boolean;
}

export interface OfferUseRepository {
  readonly count: (kind: OfferUseKind, code: string, customerRef: string | null) => UseCount;
  /** The sale's uses that were not given back. */
  readonly openUsesOf: (saleId: string) => readonly OpenUse[];
  /** Newest first. */
  readonly usesOfCoupon: (code: string) => readonly RecordedUse[];
  /** Sets when it ended itself; null: it may be used again. True when that is news. */
  readonly setAutoDeactivated: (kind: OfferUseKind, code: string, atMs: number | null) => boolean;
}

export interface SaleUses {
  readonly add: (seq: number, sale: Sale) => void;
  readonly of: (seq: number) => Pick<Sale, "offerUses" | "usesGivenBack">;
}

interface UseRow {
  readonly code: string;
  readonly partner: string | null;
  readonly amountMinor: number;
  readonly times: number;
  readonly linesJson: string;
}

interface OpenUseRow extends UseRow {
  readonly givesBack: GivesBack;
}

const KINDS: readonly OfferUseKind[] = ["campaign", "coupon"];

const USE_COLUMNS = "amount_minor AS amountMinor, times, lines_json AS linesJson";

const OPEN_USES: Readonly<Record<OfferUseKind, string>> = {
  campaign: `
    SELECT used.campaign AS code, used.coupon AS partner, ${USE_COLUMNS}, coalesce(gives_back, 'whole') AS givesBack
    FROM campaign_usage AS used LEFT JOIN campaign ON campaign.code = used.campaign
    WHERE sale_seq = (SELECT seq FROM sale WHERE id = ?) AND given_back_by_seq IS NULL ORDER BY used.campaign`,
  coupon: `
    SELECT used.coupon AS code, used.campaign AS partner, ${USE_COLUMNS}, coalesce(gives_back, 'whole') AS givesBack
    FROM coupon_usage AS used LEFT JOIN campaign ON campaign.code = used.campaign
    WHERE sale_seq = (SELECT seq FROM sale WHERE id = ?) AND given_back_by_seq IS NULL ORDER BY used.coupon`,
};

export const createOfferUseRepository = ({ sqlite }: TillDatabase): OfferUseRepository => {
  const ofKind = (kind: OfferUseKind) => ({
    total: sqlite.prepare<[string], { readonly uses: number; readonly spentMinor: number }>(
      `SELECT uses, spent_minor AS spentMinor FROM offer_use_total WHERE kind = '${kind}' AND code = ?`,
    ),
    byCustomer: sqlite
      .prepare<{ readonly customerRef: string; readonly code: string }, number>(`
        SELECT count(*) FROM ${kind}_usage
        WHERE customer_ref IN (SELECT @customerRef UNION ALL ${REFS_OF_CUSTOMER})
          AND ${kind} = @code AND given_back_by_seq IS NULL`)
      .pluck(),
    open: sqlite.prepare<[string], OpenUseRow>(OPEN_USES[kind]),
    deactivate: sqlite.prepare<{ readonly code: string; readonly atMs: number | null }>(
      `UPDATE ${kind} SET auto_deactivated_at_ms = @atMs
       WHERE code = @code AND (auto_deactivated_at_ms IS NULL) <> (@atMs IS NULL)`,
    ),
  });
  const of = { campaign: ofKind("campaign"), coupon: ofKind("coupon") };
  const usesOfCoupon = sqlite.prepare<
    [string],
    Omit<RecordedUse, "givenBack"> & { readonly givenBackBySeq: number | null }
  >(`
    SELECT receipt_number AS receiptNumber, used.at_ms AS atMs, used.amount_minor AS amountMinor,
      given_back_by_seq AS givenBackBySeq
    FROM coupon_usage AS used JOIN sale ON sale.seq = used.sale_seq
    WHERE used.coupon = ? ORDER BY used.sale_seq DESC LIMIT 100`);
  return {
    usesOfCoupon: (code) =>
      usesOfCoupon
        .all(code)
        .map(({ givenBackBySeq, ...use }) => ({ ...use, givenBack: givenBackBySeq !== null })),
    count: (kind, code, customerRef) => ({
      uses: 0,
      spentMinor: 0,
      ...of[kind].total.get(code),
      customerUses: customerRef === null ? 0 : (of[kind].byCustomer.get({ customerRef, code }) ?? 0),
    }),
    openUsesOf: (saleId) =>
      KINDS.flatMap((kind) =>
        of[kind].open.all(saleId).map((row) => ({ ...toUse(kind, row), givesBack: row.givesBack })),
      ),
    setAutoDeactivated: (kind, code, atMs) => of[kind].deactivate.run({ code, atMs }).changes > 0,
  };
};

/** For the repository of sales: a sale's uses are part of it. */
export const createSaleUses = (db: TillDatabase): SaleUses => {
  const { sqlite } = db;
  const insertCampaign = preparedInsert(db, campaignUsage);
  const insertCoupon = preparedInsert(db, couponUsage);
  const ofKind = (kind: OfferUseKind) => ({
    used: sqlite.prepare<[number], UseRow>(
      `SELECT ${kind} AS code, ${kind === "campaign" ? "coupon" : "campaign"} AS partner, ${USE_COLUMNS}
       FROM ${kind}_usage WHERE sale_seq = ? ORDER BY ${kind}`,
    ),
    givenBack: sqlite.prepare<[number], Omit<UseGivenBack, "kind">>(
      `SELECT used.${kind} AS code, sale.id AS saleId FROM ${kind}_usage AS used JOIN sale ON sale.seq = used.sale_seq
       WHERE given_back_by_seq = ? ORDER BY used.sale_seq, used.${kind}`,
    ),
    giveBack: sqlite.prepare<{ readonly seq: number; readonly saleId: string; readonly code: string }>(
      `UPDATE ${kind}_usage SET given_back_by_seq = @seq
       WHERE sale_seq = (SELECT seq FROM sale WHERE id = @saleId) AND ${kind} = @code AND given_back_by_seq IS NULL`,
    ),
  });
  const of = { campaign: ofKind("campaign"), coupon: ofKind("coupon") };
  return {
    add: (seq, sale) => {
      for (const { kind, code, partner, amountMinor, times, lineNumbers } of sale.offerUses) {
        const row = {
          saleSeq: seq,
          customerRef: sale.customerRef,
          staffId: sale.cashierId,
          atMs: sale.atMs,
          amountMinor,
          times,
          linesJson: JSON.stringify(lineNumbers),
          givenBackBySeq: null,
        };
        if (kind === "campaign") {
          insertCampaign({ ...row, campaign: code, coupon: partner });
        } else {
          insertCoupon({ ...row, coupon: code, campaign: partner });
        }
      }
      for (const { kind, code, saleId } of sale.usesGivenBack) {
        if (of[kind].giveBack.run({ seq, saleId, code }).changes !== 1) {
          throw new Error(`The use of ${code} by ${saleId} cannot be given back twice`);
        }
      }
    },
    of: (seq) => ({
      offerUses: KINDS.flatMap((kind) => of[kind].used.all(seq).map((row) => toUse(kind, row))),
      usesGivenBack: KINDS.flatMap((kind) => of[kind].givenBack.all(seq).map((row) => ({ kind, ...row }))),
    }),
  };
};

const toUse = (kind: OfferUseKind, { code, partner, amountMinor, times, linesJson }: UseRow): OfferUse => ({
  kind,
  code,
  partner,
  amountMinor,
  times,
  lineNumbers: JSON.parse(linesJson) as readonly number[],
});
