/**
 * Owns what a manager does to single coupons: makes one with a code of their own, gives it a value, an end or an owner of
 * its own, takes it out of use, removes it, and notes how it was handed out. Each leaves an audit entry.
 */
import type { CouponRowView, CouponTermsError, UnknownCouponCode } from "../../../contracts/ipc/coupons.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { StoredCoupon } from "../../../db/repositories/coupons.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import type { CouponChannel } from "../../../domain/coupons/coupon-channel.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, DbDep } from "../deps.ts";
import type { OfferRepository } from "../../../db/repositories/offers.ts";
import { definitionOf, isOwnValue, type WantedTerms } from "./coupon-terms.ts";
import { couponRow, type CouponListDeps } from "./list-coupons.ts";

export type ChangeCouponDeps = CouponListDeps &
  AuditDep &
  DbDep & { readonly offerRepository: OfferRepository };

export const createCoupon = (
  deps: ChangeCouponDeps,
  actor: Actor,
  {
    code,
    customerRef,
    ...terms
  }: WantedTerms & { readonly code: string; readonly customerRef: string | null },
): Result<CouponRowView, CouponTermsError | { readonly type: "CouponExists"; readonly code: string }> => {
  if (deps.coupons.find(code)) {
    return err({ type: "CouponExists", code });
  }
  const definition = definitionOf(deps, terms);
  if (!definition.ok) {
    return definition;
  }
  return ok(
    allOrNothing(deps.db, () => {
      const whole = { ...definition.value, code };
      deps.offerRepository.put("couponDefinitions", { code, definition: whole }, actor.staffId);
      if (customerRef !== null) {
        const fresh = { customDiscountValue: null, validUntil: null, blockedAtMs: null };
        deps.coupons.change(code, { ...fresh, customerRef }, actor.staffId);
      }
      tell(deps, actor, { action: "coupon.create", code, before: null, after: definition.value });
      return rowOf(deps, code);
    }),
  );
};

export interface CouponChange {
  readonly code: string;
  readonly blocked?: boolean | undefined;
  readonly customerRef?: string | null | undefined;
  readonly customDiscountValue?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
}

export const changeCoupon = (
  deps: ChangeCouponDeps,
  actor: Actor,
  wanted: CouponChange,
): Result<CouponRowView, UnknownCouponCode | CouponTermsError> => {
  const stored = deps.coupons.find(wanted.code);
  if (!stored) {
    return err({ type: "UnknownCoupon", code: wanted.code });
  }
  const { code } = stored;
  if (typeof wanted.customDiscountValue === "string" && !isOwnValue(deps, code, wanted.customDiscountValue)) {
    return err({ type: "NoOwnValue" });
  }
  const { blocked } = wanted;
  const after = {
    customerRef: wanted.customerRef === undefined ? stored.customerRef : wanted.customerRef,
    customDiscountValue:
      wanted.customDiscountValue === undefined ? stored.customDiscountValue : wanted.customDiscountValue,
    validUntil: wanted.validUntil === undefined ? stored.validUntil : wanted.validUntil,
    blockedAtMs:
      blocked === undefined
        ? stored.blockedAtMs
        : blocked
          ? (stored.blockedAtMs ?? deps.clock.nowMs())
          : null,
  };
  return ok(
    allOrNothing(deps.db, () => {
      deps.coupons.change(code, after, actor.staffId);
      tell(deps, actor, { action: "coupon.update", code, before: shown(stored), after: shown(after) });
      return rowOf(deps, code);
    }),
  );
};

export const removeCoupon = (
  deps: ChangeCouponDeps,
  actor: Actor,
  code: string,
): Result<null, UnknownCouponCode> => {
  const stored = deps.coupons.find(code);
  if (!stored) {
    return err({ type: "UnknownCoupon", code });
  }
  allOrNothing(deps.db, () => {
    deps.coupons.remove(stored.code, actor.staffId);
    tell(deps, actor, { action: "coupon.delete", code: stored.code, before: shown(stored), after: null });
  });
  return ok(null);
};

export const distributeCoupons = (
  deps: ChangeCouponDeps,
  actor: Actor,
  {
    channel,
    ...which
  }: { readonly channel: CouponChannel } & ({ readonly batchId: number } | { readonly code: string }),
): Result<{ readonly count: number }, { readonly type: "UnknownBatch" } | UnknownCouponCode> => {
  if ("code" in which) {
    const stored = deps.coupons.find(which.code);
    if (!stored) {
      return err({ type: "UnknownCoupon", code: which.code });
    }
    allOrNothing(deps.db, () => {
      deps.coupons.distribute(stored.code, { channel, customerRef: null }, actor.staffId);
      tell(deps, actor, { action: "coupon.distribute", code: stored.code, before: null, after: { channel } });
    });
    return ok({ count: 1 });
  }
  const batch = deps.coupons.findBatch(which.batchId);
  if (batch?.state !== "ready") {
    return err({ type: "UnknownBatch" });
  }
  const count = allOrNothing(deps.db, () => {
    const sent = deps.coupons.distributeBatch(batch.id, channel, actor.staffId);
    tell(deps, actor, {
      action: "coupon.distribute",
      code: batch.name,
      before: null,
      after: { channel, coupons: sent },
    });
    return sent;
  });
  return ok({ count });
};

type Changeable = Pick<StoredCoupon, "customerRef" | "customDiscountValue" | "validUntil" | "blockedAtMs">;

/** Whose it is stays out of the audit log: that it is somebody's is told. */
const shown = ({ customerRef, customDiscountValue, validUntil, blockedAtMs }: Changeable) => ({
  isPersonal: customerRef !== null,
  customDiscountValue,
  validUntil,
  isBlocked: blockedAtMs !== null,
});

const tell = (
  deps: AuditDep,
  actor: Actor,
  told: {
    readonly action: Extract<AuditAction, `coupon.${string}`>;
    readonly code: string;
    readonly before: unknown;
    readonly after: unknown;
  },
): void => {
  const { action, code, before, after } = told;
  deps.audit.append({ ...auditActor(actor), action, subject: `coupon ${code}`, before, after, reason: null });
};

const rowOf = (deps: ChangeCouponDeps, code: string): CouponRowView => {
  const listed = deps.coupons.listed(code);
  const row = listed && couponRow(deps, listed);
  if (!row) {
    throw new Error(`Coupon ${code} was stored and cannot be read`);
  }
  return row;
};
