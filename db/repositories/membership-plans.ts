/** Owns storing the plans that memberships are sold by, and the coupons for them. What is taken away stays as a row. */
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { MembershipCoupon } from "../../domain/membership/membership-price.ts";
import type { MembershipPlan } from "../../domain/membership/membership.ts";
import type { TillDatabase } from "../open-database.ts";

export interface StoredMembershipCoupon extends MembershipCoupon {
  /** "YYYY-MM-DD", the last day on which it may be applied; null: no end. */
  readonly validUntil: string | null;
  readonly maxMembers: number | null;
  /** Memberships that have it. */
  readonly members: number;
}

export interface MembershipPlanRepository {
  /** Those that are sold today, by name. */
  readonly plans: () => readonly MembershipPlan[];
  /** Also one that is not sold any more. */
  readonly find: (planId: number) => MembershipPlan | null;
  /** Whether the code was ever used: also of a plan that is gone. */
  readonly isCodeTaken: (code: string) => boolean;
  readonly add: (plan: Omit<MembershipPlan, "id">, by: number) => number;
  readonly change: (plan: MembershipPlan, by: number) => void;
  readonly remove: (planId: number, by: number) => boolean;
  readonly coupons: () => readonly StoredMembershipCoupon[];
  readonly findCoupon: (code: string) => StoredMembershipCoupon | null;
  /** Makes it, or changes the one that has this code. */
  readonly putCoupon: (coupon: Omit<StoredMembershipCoupon, "members">, by: number) => void;
  readonly removeCoupon: (code: string, by: number) => boolean;
}

type CouponRow = Omit<StoredMembershipCoupon, "off"> & { readonly offJson: string };

const PLAN = `SELECT id, code, name, period, price_minor AS priceMinor, tax_rate_bp AS taxRateBp, product_id AS productId
  FROM membership_plan`;
/** Who got a coupon with a period that was given back does not have it. */
const COUPON = `SELECT code, off_json AS offJson, duration, periods, valid_until AS validUntil, max_members AS maxMembers,
  (SELECT count(DISTINCT membership_id) FROM membership_event
    WHERE coupon_json ->> 'code' = membership_coupon.code AND back_seq IS NULL) AS members
  FROM membership_coupon WHERE deleted_at_ms IS NULL`;

const toCoupon = ({ offJson, ...row }: CouponRow): StoredMembershipCoupon => ({
  ...row,
  off: JSON.parse(offJson) as MembershipCoupon["off"],
});

export const createMembershipPlanRepository = (db: TillDatabase): MembershipPlanRepository => {
  const queries = prepareQueries(db);
  const nowMs = (): number => db.clock.nowMs();
  return {
    plans: () => queries.plans.all(),
    find: (planId) => queries.find.get(planId) ?? null,
    isCodeTaken: (code) => queries.byCode.get(code) !== undefined,
    add: (plan, by) => Number(queries.add.run({ ...plan, by, atMs: nowMs() }).lastInsertRowid),
    change: (plan, by) => queries.change.run({ ...plan, by, atMs: nowMs() }),
    remove: (planId, by) => queries.remove.run({ planId, by, atMs: nowMs() }).changes > 0,
    coupons: () => queries.coupons.all().map(toCoupon),
    findCoupon: (code) => {
      const row = queries.findCoupon.get(codeKey(code));
      return row ? toCoupon(row) : null;
    },
    putCoupon: ({ off, code, ...coupon }, by) =>
      queries.putCoupon.run({
        ...coupon,
        code,
        codeKey: codeKey(code),
        offJson: JSON.stringify(off),
        by,
        atMs: nowMs(),
      }),
    removeCoupon: (code, by) =>
      queries.removeCoupon.run({ codeKey: codeKey(code), by, atMs: nowMs() }).changes > 0,
  };
};

interface Stamp {
  readonly by: number;
  readonly atMs: number;
}

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  plans: sqlite.prepare<[], MembershipPlan>(`${PLAN} WHERE deleted_at_ms IS NULL ORDER BY name, id`),
  find: sqlite.prepare<[number], MembershipPlan>(`${PLAN} WHERE id = ?`),
  byCode: sqlite.prepare<[string], { readonly id: number }>("SELECT id FROM membership_plan WHERE code = ?"),
  add: sqlite.prepare<Omit<MembershipPlan, "id"> & Stamp>(
    `INSERT INTO membership_plan (code, name, period, price_minor, tax_rate_bp, product_id, created_at_ms, created_by,
      updated_at_ms, updated_by)
    VALUES (@code, @name, @period, @priceMinor, @taxRateBp, @productId, @atMs, @by, @atMs, @by)`,
  ),
  change: sqlite.prepare<MembershipPlan & Stamp>(
    `UPDATE membership_plan SET name = @name, period = @period, price_minor = @priceMinor, tax_rate_bp = @taxRateBp,
      updated_at_ms = @atMs, updated_by = @by WHERE id = @id`,
  ),
  remove: sqlite.prepare<{ readonly planId: number } & Stamp>(
    `UPDATE membership_plan SET deleted_at_ms = @atMs, updated_at_ms = @atMs, updated_by = @by
    WHERE id = @planId AND deleted_at_ms IS NULL`,
  ),
  coupons: sqlite.prepare<[], CouponRow>(`${COUPON} ORDER BY code`),
  findCoupon: sqlite.prepare<[string], CouponRow>(`${COUPON} AND code_key = ?`),
  putCoupon: sqlite.prepare<
    Omit<CouponRow, "members"> & { readonly codeKey: string; readonly offJson: string } & Stamp
  >(
    `INSERT INTO membership_coupon (code_key, code, off_json, duration, periods, valid_until, max_members, created_at_ms,
      created_by, updated_at_ms, updated_by)
    VALUES (@codeKey, @code, @offJson, @duration, @periods, @validUntil, @maxMembers, @atMs, @by, @atMs, @by)
    ON CONFLICT (code_key) DO UPDATE SET code = @code, off_json = @offJson, duration = @duration, periods = @periods,
      valid_until = @validUntil, max_members = @maxMembers, updated_at_ms = @atMs, updated_by = @by,
      deleted_at_ms = NULL`,
  ),
  removeCoupon: sqlite.prepare<{ readonly codeKey: string } & Stamp>(
    `UPDATE membership_coupon SET deleted_at_ms = @atMs, updated_at_ms = @atMs, updated_by = @by
    WHERE code_key = @codeKey AND deleted_at_ms IS NULL`,
  ),
});
