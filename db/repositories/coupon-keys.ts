/** Owns the public keys whose signed coupons are taken here. What a key signs is verified elsewhere. */
import type { TillDatabase } from "../open-database.ts";

export interface StoredCouponKey {
  readonly keyId: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly name: string;
  readonly isTrusted: boolean;
}

export interface CouponKeyRepository {
  readonly find: (keyId: string) => StoredCouponKey | null;
  readonly all: () => readonly StoredCouponKey[];
  /** Adds a key, or says whether a known one is trusted. The key of an id never changes. */
  readonly put: (key: StoredCouponKey, by: number | null) => void;
}

type KeyRow = Omit<StoredCouponKey, "isTrusted"> & { readonly isTrusted: 0 | 1 };

const SELECT =
  "SELECT key_id AS keyId, public_key AS publicKey, name, revoked_at_ms IS NULL AS isTrusted FROM coupon_key";

const toKey = (row: KeyRow): StoredCouponKey => ({ ...row, isTrusted: row.isTrusted === 1 });

export const createCouponKeyRepository = ({ sqlite, clock }: TillDatabase): CouponKeyRepository => {
  const find = sqlite.prepare<[string], KeyRow>(`${SELECT} WHERE key_id = ?`);
  const all = sqlite.prepare<[], KeyRow>(`${SELECT} ORDER BY created_at_ms, rowid`);
  const put = sqlite.prepare(`
    INSERT INTO coupon_key
      (key_id, public_key, name, revoked_at_ms, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@keyId, @publicKey, @name, @revokedAtMs, @atMs, @by, @atMs, @by)
    ON CONFLICT (key_id) DO UPDATE SET name = excluded.name, revoked_at_ms = excluded.revoked_at_ms,
      updated_at_ms = excluded.updated_at_ms, updated_by = excluded.updated_by
    WHERE name <> excluded.name OR (revoked_at_ms IS NULL) <> (excluded.revoked_at_ms IS NULL)`);
  return {
    find: (keyId) => {
      const row = find.get(keyId);
      return row ? toKey(row) : null;
    },
    all: () => all.all().map(toKey),
    put: ({ keyId, publicKey, name, isTrusted }, by) => {
      const atMs = clock.nowMs();
      put.run({ keyId, publicKey, name, revokedAtMs: isTrusted ? null : atMs, atMs, by });
    },
  };
};
