/**
 * Owns reading everything that is kept under the refs of one customer, for the file that they may ask for. Never names
 * another person: who brought them and whom they brought, and who of the staff served them, is left out. A new table
 * that knows customers gets its section here: a test of the export compares.
 */
import type { TillDatabase } from "../open-database.ts";

/** A column that ends in Json holds JSON. */
export type KeptRow = Readonly<Record<string, string | number | null>>;

/** `:refs` is a JSON list. */
const OF_THEM = "IN (SELECT value FROM json_each(:refs))";

const SECTIONS = {
  pointAccounts: `SELECT points, lifetime_points AS lifetimePoints, tier, period AS year, period_points AS yearPoints,
      period_spent_minor AS yearSpentMinor, joined_at_ms AS joinedAtMs, last_activity_at_ms AS lastActivityAtMs
    FROM customer_loyalty WHERE customer_ref ${OF_THEM} ORDER BY joined_at_ms`,
  pointMovements: `SELECT entry.at_ms AS atMs, type, points, balance_after AS balanceAfter, spent_minor AS spentMinor,
      tier_after AS tierAfter, receipt_number AS receiptNumber,
      substr(entry.reason, 1, instr(entry.reason || ':', ':') - 1) AS cause, note
    FROM loyalty_point_transaction AS entry LEFT JOIN sale ON sale.seq = sale_seq
    WHERE entry.customer_ref ${OF_THEM} ORDER BY entry.id`,
  pointsLeft: `SELECT left_points AS points, expires_at_ms AS expiresAtMs FROM loyalty_point_lot
    WHERE customer_ref ${OF_THEM} AND left_points > 0 ORDER BY entry_id`,
  giftCards: `SELECT id, kind, code, currency, balance_minor AS balanceMinor, expires_at_ms AS expiresAtMs,
      blocked_reason AS blockedReason, created_at_ms AS createdAtMs
    FROM gift_card WHERE customer_ref ${OF_THEM} ORDER BY created_at_ms, id`,
  giftCardMovements: `SELECT card_id AS cardId, entry.at_ms AS atMs, entry.kind, amount_minor AS amountMinor,
      balance_after_minor AS balanceAfterMinor, receipt_number AS receiptNumber, entry.reason
    FROM gift_card_transaction AS entry LEFT JOIN sale ON sale.seq = sale_seq
    WHERE card_id IN (SELECT id FROM gift_card WHERE customer_ref ${OF_THEM}) ORDER BY entry.id`,
  coupons: `SELECT coupon.code, coupon.customer_ref IS NOT NULL AS isPersonal,
      coalesce(coupon.definition_json, coupon_batch.definition_json) AS termsJson,
      custom_discount_value AS customDiscountValue, valid_until AS validUntil, blocked_at_ms AS blockedAtMs,
      auto_deactivated_at_ms AS usedUpAtMs, coupon.created_at_ms AS createdAtMs, coupon.deleted_at_ms AS deletedAtMs
    FROM coupon LEFT JOIN coupon_batch ON coupon_batch.id = coupon.batch_id
    WHERE coupon.code_key IN (SELECT code_key FROM coupon WHERE customer_ref ${OF_THEM}
      UNION SELECT code_key FROM coupon_distribution WHERE customer_ref ${OF_THEM})
    ORDER BY coupon.created_at_ms, coupon.code_key`,
  couponsHandedOut: `SELECT coupon.code, channel, at_ms AS atMs
    FROM coupon_distribution JOIN coupon USING (code_key)
    WHERE coupon_distribution.customer_ref ${OF_THEM} OR coupon.customer_ref ${OF_THEM}
    ORDER BY coupon_distribution.id`,
  couponUses: `SELECT coupon, campaign, used.at_ms AS atMs, sale.receipt_number AS receiptNumber,
      amount_minor AS amountMinor, times, back.receipt_number AS givenBackBy
    FROM coupon_usage AS used JOIN sale ON sale.seq = sale_seq LEFT JOIN sale AS back ON back.seq = given_back_by_seq
    WHERE used.customer_ref ${OF_THEM} ORDER BY sale_seq`,
  campaignUses: `SELECT campaign, coupon, used.at_ms AS atMs, sale.receipt_number AS receiptNumber,
      amount_minor AS amountMinor, times, back.receipt_number AS givenBackBy
    FROM campaign_usage AS used JOIN sale ON sale.seq = sale_seq LEFT JOIN sale AS back ON back.seq = given_back_by_seq
    WHERE used.customer_ref ${OF_THEM} ORDER BY sale_seq`,
  joinedCampaigns: `SELECT campaign, joined_at_ms AS joinedAtMs, coupon.code AS coupon, issued_at_ms AS issuedAtMs,
      cancelled_at_ms AS cancelledAtMs
    FROM campaign_participation AS joined LEFT JOIN coupon USING (code_key)
    WHERE joined.customer_ref ${OF_THEM} ORDER BY joined.id`,
  segments: `SELECT code, name, assignment, reason, at_ms AS atMs
    FROM customer_segment_member JOIN customer_segment ON customer_segment.id = segment_id
    WHERE customer_ref ${OF_THEM} ORDER BY segment_id`,
  memberships: `SELECT membership.id, plan.name AS plan, state, until_day AS firstDayAfter, coupon_json AS couponJson,
      final_price_minor AS renewalPriceMinor, membership.created_at_ms AS createdAtMs
    FROM membership JOIN membership_plan AS plan ON plan.id = plan_id
    WHERE customer_ref ${OF_THEM} ORDER BY membership.created_at_ms, membership.id`,
  membershipEvents: `SELECT membership_id AS membershipId, event.at_ms AS atMs, event.kind, on_day AS onDay,
      from_day AS fromDay, until_day AS firstDayAfter, list_price_minor AS listPriceMinor,
      final_price_minor AS pricePaidMinor, coupon_json AS couponJson, sale.receipt_number AS receiptNumber,
      back.receipt_number AS givenBackBy, event.reason
    FROM membership_event AS event LEFT JOIN sale ON sale.seq = sale_seq LEFT JOIN sale AS back ON back.seq = back_seq
    WHERE membership_id IN (SELECT id FROM membership WHERE customer_ref ${OF_THEM}) ORDER BY event.at_ms, event.id`,
  referralCodes: `SELECT code, created_at_ms AS createdAtMs FROM referral_code
    WHERE customer_ref ${OF_THEM} ORDER BY created_at_ms`,
  friendsBrought: `SELECT state, created_at_ms AS createdAtMs, completed_at_ms AS completedAtMs,
      rewarded_at_ms AS rewardedAtMs, referrer_reward_json AS rewardJson
    FROM referral WHERE referrer_ref ${OF_THEM} ORDER BY created_at_ms, id`,
  broughtByAFriend: `SELECT state, created_at_ms AS createdAtMs, completed_at_ms AS completedAtMs,
      rewarded_at_ms AS rewardedAtMs, referee_reward_json AS rewardJson
    FROM referral WHERE referee_ref ${OF_THEM} ORDER BY created_at_ms, id`,
  basketsSetAside: `SELECT label, updated_at_ms AS atMs,
      (SELECT json_group_array(json_object('name', product.name, 'quantityMilli', quantity_milli, 'note', note))
        FROM basket_line JOIN product ON product.id = product_id WHERE basket_id = basket.id) AS linesJson
    FROM basket WHERE state = 'parked' AND customer_ref ${OF_THEM} ORDER BY updated_at_ms`,
  salesOfOtherTills: `SELECT receipt_number AS receiptNumber, kind, at_ms AS atMs, payable_minor AS totalMinor,
      (SELECT json_group_array(json_object('name', value ->> 'name', 'quantityMilli', value -> 'quantityMilli',
          'totalMinor', value -> 'totalMinor')) FROM json_each(body_json, '$.lines')) AS linesJson
    FROM known_sale WHERE body_json ->> 'customerRef' ${OF_THEM} ORDER BY at_ms`,
  dealings: `SELECT at_ms AS atMs, action, reason FROM audit_log
    WHERE subject IN (SELECT 'customer ' || value FROM json_each(:refs)) ORDER BY id`,
} as const;

export type CustomerRecord = Readonly<Record<keyof typeof SECTIONS, readonly KeptRow[]>>;

export interface CustomerRecordRepository {
  readonly ofRefs: (customerRefs: readonly string[]) => CustomerRecord;
}

const NAMES = Object.keys(SECTIONS) as readonly (keyof typeof SECTIONS)[];

export const createCustomerRecordRepository = ({ sqlite }: TillDatabase): CustomerRecordRepository => {
  const queries = NAMES.map(
    (name) => [name, sqlite.prepare<{ readonly refs: string }, KeptRow>(SECTIONS[name])] as const,
  );
  return {
    ofRefs: (customerRefs) =>
      Object.fromEntries(
        queries.map(([name, query]) => [name, query.all({ refs: JSON.stringify(customerRefs) })]),
      ) as unknown as CustomerRecord,
  };
};
