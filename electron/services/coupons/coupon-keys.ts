/** Owns which keys this till takes signed coupons of: its own from the start, others when a person adds them, none that is withdrawn. */
import { createPublicKey } from "node:crypto";
import type { CouponKeyError, CouponKeyView } from "../../../contracts/ipc/signed-coupons.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, CouponKeysDep, CouponSignerDep, DbDep, ProfileDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { couponKeyId } from "./signed-coupons.ts";

/** Its own key is taken from the first day; one that was withdrawn by a person stays so. */
export const trustOwnKey = ({
  couponKeys,
  couponSigner,
  profile,
}: CouponKeysDep & CouponSignerDep & ProfileDep): void => {
  if (couponSigner === null) {
    return;
  }
  const { publicKey } = couponSigner;
  const keyId = couponKeyId(publicKey);
  if (!couponKeys.find(keyId)) {
    const name = `${profile.storeCode}-${profile.tillCode}`;
    couponKeys.put({ keyId, publicKey, name, isTrusted: true }, null);
  }
};

export const listCouponKeys = ({
  couponKeys,
  couponSigner,
}: CouponKeysDep & CouponSignerDep): readonly CouponKeyView[] => {
  const ownId = couponSigner === null ? null : couponKeyId(couponSigner.publicKey);
  return couponKeys.all().map((key) => ({ ...key, isOwn: key.keyId === ownId }));
};

export const setCouponKey = (
  deps: CouponKeysDep & CouponSignerDep & AuditDep & DbDep,
  actor: Actor,
  { publicKey, name, isTrusted }: Pick<CouponKeyView, "publicKey" | "name" | "isTrusted">,
): Result<readonly CouponKeyView[], CouponKeyError> => {
  const pem = ed25519Pem(publicKey);
  if (pem === null) {
    return err({ type: "NotACouponKey" });
  }
  const keyId = couponKeyId(pem);
  const before = deps.couponKeys.find(keyId);
  if (before && before.publicKey !== pem) {
    return err({ type: "NotACouponKey" });
  }
  allOrNothing(deps.db, () => {
    deps.couponKeys.put({ keyId, publicKey: pem, name, isTrusted }, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "coupon.key",
      subject: `coupons ${keyId}`,
      before: before && { name: before.name, isTrusted: before.isTrusted },
      after: { name, isTrusted },
      reason: null,
    });
  });
  return ok(listCouponKeys(deps));
};

/** In one spelling; null: it is no public Ed25519 key. */
const ed25519Pem = (text: string): string | null => {
  try {
    const key = createPublicKey(text);
    return key.asymmetricKeyType === "ed25519"
      ? key.export({ type: "spki", format: "pem" }).toString()
      : null;
  } catch {
    return null;
  }
};
