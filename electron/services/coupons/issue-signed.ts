/** Owns making signed coupons: each with a code that nobody can guess and this till's signature. No row is written; the audit log tells. */
import type { IssueSignedError, SignedCouponView } from "../../../contracts/ipc/signed-coupons.ts";
import { COUPON_RANDOM_BYTES, couponCodeOf, groupedCode } from "../../../domain/coupons/coupon-code.ts";
import { signedText, unsignedText, type SignedGift } from "../../../domain/coupons/signed-coupon.ts";
import { buildCouponSlip } from "../../../domain/receipt/build-coupon-slip.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  Actor,
  AuditDep,
  CouponSignerDep,
  DbDep,
  OffersDep,
  ProfileDep,
  RandomBytesDep,
} from "../deps.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { auditActor } from "../session/audit-actor.ts";
import { definitionOf, type WantedTerms } from "./coupon-terms.ts";
import { COUPON_READERS } from "./print-coupons.ts";
import { couponKeyId, hashOfText } from "./signed-coupons.ts";

export interface WantedSigned extends Pick<WantedTerms, "gives" | "validUntil"> {
  readonly count: number;
  /** On the receipt printer, one slip each. */
  readonly print: boolean;
}

type IssueDeps = CouponSignerDep &
  OffersDep &
  ProfileDep &
  AuditDep &
  DbDep &
  RandomBytesDep &
  QueueDocumentsDeps;

export const issueSigned = (
  deps: IssueDeps,
  actor: Actor,
  wanted: WantedSigned,
): Result<readonly SignedCouponView[], IssueSignedError> => {
  const { couponSigner, profile } = deps;
  if (couponSigner === null) {
    return err({ type: "NoCouponKey" });
  }
  const { gives, validUntil } = wanted;
  const plain = {
    type: "singleUse",
    validFrom: null,
    usageLimit: null,
    usesPerCustomer: null,
    autoDeactivate: true,
  } as const;
  const sound = definitionOf(deps, { ...plain, gives, validUntil });
  if (!sound.ok) {
    return sound.error.type === "UnknownCampaign" ? err(sound.error) : err({ type: "NoCouponKey" });
  }
  const signedGift: SignedGift = "amountMinor" in gives ? { ...gives, currency: profile.currency } : gives;
  const keyId = couponKeyId(couponSigner.publicKey);
  const coupons = Array.from({ length: wanted.count }, (): SignedCouponView => {
    const code = couponCodeOf(deps.randomBytes(COUPON_RANDOM_BYTES));
    const unsigned = unsignedText({ code, keyId, gives: signedGift, validUntil, store: profile.storeCode });
    const signature = Buffer.from(couponSigner.sign(hashOfText(unsigned)), "base64");
    return { code, grouped: groupedCode(code), text: signedText(unsigned, signature) };
  });
  allOrNothing(deps.db, () => {
    if (wanted.print) {
      printSigned(deps, coupons, wanted);
    }
    deps.audit.append({
      ...auditActor(actor),
      action: "coupon.signed",
      subject: `coupons ${keyId}`,
      before: null,
      after: { ...gives, validUntil, coupons: wanted.count },
      reason: null,
    });
  });
  deps.printing.wake();
  return ok(coupons);
};

const printSigned = (
  deps: IssueDeps,
  coupons: readonly SignedCouponView[],
  { gives, validUntil }: WantedSigned,
): void => {
  for (const { code, grouped, text } of coupons) {
    const slip = {
      code,
      grouped,
      validUntil,
      isPersonal: false,
      campaign: "campaign" in gives ? offerLabel(deps.offers.current(), gives.campaign) : null,
      percentBp: "percentBp" in gives ? gives.percentBp : null,
      amountMinor: "amountMinor" in gives ? gives.amountMinor : null,
      signed: text,
    };
    const document = buildCouponSlip(slip, deps.profile);
    queueDocument(deps, { kind: "slip", document, opensDrawer: false, readers: COUPON_READERS });
  }
};
