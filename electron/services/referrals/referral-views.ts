/** Owns how referrals are shown: a customer's own code, who brought them, and whom they brought with what both got. */
import type { CustomerReferralsView, MadeReferralView } from "../../../contracts/ipc/referrals.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import { buildCardSlip } from "../../../domain/receipt/build-card-slip.ts";
import { buildStoredValueSlip } from "../../../domain/receipt/build-stored-value-slip.ts";
import { spacedReferralCode } from "../../../domain/referral/referral-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  CouponsDep,
  CustomersDep,
  DbDep,
  OfferUsesDep,
  OffersDep,
  RandomBytesDep,
  ReferralsDep,
  SettingsDep,
  StoredValueDep,
} from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import type { ProfileDep } from "../deps.ts";
import { printCoupons } from "../coupons/print-coupons.ts";
import { readReferralProgram } from "./referral-program.ts";
import { referralCodeFor } from "./track-referral.ts";

export type ReferralViewDeps = ReferralsDep & CustomersDep & SettingsDep & RandomBytesDep & DbDep;

export const referralsOf = (
  deps: ReferralViewDeps,
  customerRef: string,
): Result<CustomerReferralsView, UnknownCustomer> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const own = customer.customerRef;
  const code = allOrNothing(deps.db, () => referralCodeFor(deps, own));
  const brought = deps.referrals.ofReferee(own);
  return ok({
    code,
    spaced: spacedReferralCode(code),
    program: readReferralProgram(deps),
    isNew: deps.customerActivity.of(own).purchases === 0,
    broughtBy: brought && madeView(deps, brought, brought.referrerRef),
    made: deps.referrals.ofReferrer(own).map((made) => madeView(deps, made, made.refereeRef)),
  });
};

/** What the other person is called, and what each side got. */
const madeView = (deps: CustomersDep, referral: StoredReferral, otherRef: string): MadeReferralView => ({
  id: referral.id,
  name: deps.customers.findByRef(otherRef)?.name ?? null,
  state: referral.state,
  createdAtMs: referral.createdAtMs,
  completedAtMs: referral.completedAtMs,
  rewardedAtMs: referral.rewardedAtMs,
  referrerReward: referral.referrerReward,
  refereeReward: referral.refereeReward,
});

export type PrintReferralDeps = ReferralViewDeps &
  QueueDocumentsDeps &
  ProfileDep &
  StoredValueDep &
  CouponsDep &
  OffersDep &
  OfferUsesDep;

/** Their code as bars and QR, to be handed to a friend. */
export const printReferralCode = (
  deps: PrintReferralDeps,
  customerRef: string,
): Result<null, UnknownCustomer> => {
  const view = referralsOf(deps, customerRef);
  if (!view.ok) {
    return view;
  }
  const document = buildCardSlip(view.value.code, deps.profile, "referral");
  queueDocument(deps, { kind: "slip", document, opensDrawer: false });
  deps.printing.wake();
  return ok(null);
};

/** What a customer got, on paper: nobody pays with a credit or a coupon without its code. */
export const printReward = (
  deps: PrintReferralDeps & Parameters<typeof printCoupons>[0],
  { referralId, customerRef }: { readonly referralId: string; readonly customerRef: string },
): Result<null, { readonly type: "NoReward" }> => {
  const referral = deps.referrals.find(referralId);
  const reward =
    referral?.referrerRef === customerRef
      ? referral.referrerReward
      : referral?.refereeRef === customerRef
        ? referral.refereeReward
        : null;
  const card = reward?.kind === "credit" ? deps.storedValue.findById(reward.cardId) : null;
  if (card) {
    queueDocument(deps, {
      kind: "slip",
      document: buildStoredValueSlip(card, deps.profile),
      opensDrawer: false,
      readers: { needs: "giftcard:read", ownStaffId: null },
    });
    deps.printing.wake();
    return ok(null);
  }
  return reward?.kind === "coupon" && printCoupons(deps, [reward.code]).count > 0
    ? ok(null)
    : err({ type: "NoReward" });
};
