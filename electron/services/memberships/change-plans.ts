/**
 * Owns what a manager does to plans and to coupons for them: made, changed, not sold any more, each with an audit entry.
 * Memberships that were sold keep their terms. A plan has a product of its own in the catalogue, which its lines sell.
 */
import type { MembershipSettingsView, UnknownPlan } from "../../../contracts/ipc/memberships.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { StoredMembershipCoupon } from "../../../db/repositories/membership-plans.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { segmentOfPlan, skuOfPlan, type MembershipPlan } from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { Actor, AuditDep, DbDep, ProductsDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { MembershipTermsDeps } from "./membership-terms.ts";

export type ChangePlansDeps = MembershipTermsDeps & ProductsDep & AuditDep & DbDep;

type PlanTerms = Pick<MembershipPlan, "name" | "period" | "priceMinor" | "taxRateBp">;

export const membershipSettings = (deps: MembershipTermsDeps): MembershipSettingsView => {
  const today = formatCivilDate(todayIn(deps));
  return {
    plans: deps.membershipPlans.plans().map(({ productId: _productId, ...plan }) => ({
      ...plan,
      segment: segmentOfPlan(plan.code),
      members: deps.memberships.countOfPlan(plan.id, today),
    })),
    coupons: deps.membershipPlans.coupons(),
  };
};

export const createPlan = (
  deps: ChangePlansDeps,
  actor: Actor,
  plan: PlanTerms & { readonly code: string },
): Result<MembershipSettingsView, { readonly type: "PlanCodeTaken"; readonly code: string }> =>
  inTransaction(deps.db, () => {
    if (deps.membershipPlans.isCodeTaken(plan.code)) {
      return err({ type: "PlanCodeTaken", code: plan.code });
    }
    deps.membershipPlans.add({ ...plan, productId: putProduct(deps, actor, plan) }, actor.staffId);
    tell(deps, actor, {
      action: "membership.plan.create",
      subject: plan.code,
      before: null,
      after: termsOf(plan),
    });
    return ok(membershipSettings(deps));
  });

export const updatePlan = (
  deps: ChangePlansDeps,
  actor: Actor,
  { planId, ...terms }: PlanTerms & { readonly planId: number },
): Result<MembershipSettingsView, UnknownPlan> =>
  inTransaction<MembershipSettingsView, UnknownPlan>(deps.db, () => {
    const before = deps.membershipPlans.plans().find(({ id }) => id === planId);
    if (!before) {
      return err({ type: "UnknownPlan" });
    }
    const after = { ...before, ...terms };
    putProduct(deps, actor, after);
    deps.membershipPlans.change(after, actor.staffId);
    tell(deps, actor, {
      action: "membership.plan.update",
      subject: before.code,
      before: termsOf(before),
      after: termsOf(after),
    });
    return ok(membershipSettings(deps));
  });

export const removePlan = (
  deps: ChangePlansDeps,
  actor: Actor,
  planId: number,
): Result<MembershipSettingsView, UnknownPlan> =>
  inTransaction<MembershipSettingsView, UnknownPlan>(deps.db, () => {
    const before = deps.membershipPlans.plans().find(({ id }) => id === planId);
    if (!before) {
      return err({ type: "UnknownPlan" });
    }
    deps.membershipPlans.remove(planId, actor.staffId);
    tell(deps, actor, {
      action: "membership.plan.delete",
      subject: before.code,
      before: termsOf(before),
      after: null,
    });
    return ok(membershipSettings(deps));
  });

export const putCoupon = (
  deps: ChangePlansDeps,
  actor: Actor,
  coupon: Omit<StoredMembershipCoupon, "members">,
): Result<MembershipSettingsView, { readonly type: "MembershipCouponPeriods" }> => {
  if ((coupon.duration === "repeating") !== (coupon.periods !== null)) {
    return err({ type: "MembershipCouponPeriods" });
  }
  return inTransaction<MembershipSettingsView, never>(deps.db, () => {
    const before = deps.membershipPlans.findCoupon(coupon.code);
    deps.membershipPlans.putCoupon({ ...coupon, code: before?.code ?? coupon.code }, actor.staffId);
    tell(deps, actor, {
      action: "membership.coupon.put",
      subject: coupon.code,
      before: before && couponTerms(before),
      after: couponTerms(coupon),
    });
    return ok(membershipSettings(deps));
  });
};

export const removeCoupon = (
  deps: ChangePlansDeps,
  actor: Actor,
  code: string,
): Result<MembershipSettingsView, { readonly type: "UnknownMembershipCoupon"; readonly code: string }> =>
  inTransaction(deps.db, () => {
    const before = deps.membershipPlans.findCoupon(code);
    if (!before) {
      return err({ type: "UnknownMembershipCoupon", code });
    }
    deps.membershipPlans.removeCoupon(code, actor.staffId);
    tell(deps, actor, {
      action: "membership.coupon.delete",
      subject: before.code,
      before: couponTerms(before),
      after: null,
    });
    return ok(membershipSettings(deps));
  });

/** Its price is the membership's own, so that the catalogue says none; one of a plan in a sale. */
const putProduct = (
  { products }: ProductsDep,
  actor: Actor,
  plan: Pick<MembershipPlan, "code" | "name" | "taxRateBp">,
): number => {
  const [made] = products.upsertMany(
    [
      {
        sku: skuOfPlan(plan.code),
        name: plan.name,
        kind: "fee",
        taxRateBp: plan.taxRateBp,
        unitPriceMinor: null,
        discountable: false,
        maxPerSaleMilli: 1000,
        barcodes: [],
      },
    ],
    actor.staffId,
  );
  if (made === undefined || !("productId" in made)) {
    throw new Error(`Plan ${plan.code} could not be put in the catalogue`);
  }
  return made.productId;
};

const termsOf = ({ name, period, priceMinor, taxRateBp }: PlanTerms): PlanTerms => ({
  name,
  period,
  priceMinor,
  taxRateBp,
});

const couponTerms = ({
  off,
  duration,
  periods,
  validUntil,
  maxMembers,
}: Omit<StoredMembershipCoupon, "members">) => ({
  ...off,
  duration,
  periods,
  validUntil,
  maxMembers,
});

const tell = (
  deps: AuditDep,
  actor: Actor,
  told: {
    readonly action: Extract<AuditAction, `membership.${string}`>;
    readonly subject: string;
    readonly before: unknown;
    readonly after: unknown;
  },
): void => {
  deps.audit.append({ ...auditActor(actor), ...told, reason: null });
};
