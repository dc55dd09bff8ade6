-- The keys whose signed coupons this till takes: its own, and those of other tills and stores that a person trusted.
CREATE TABLE coupon_key (
  -- The first eight hex digits of the SHA-256 of the public key: how a coupon names its key.
  key_id TEXT PRIMARY KEY CHECK (length(key_id) = 8),
  -- SPKI PEM, Ed25519.
  public_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  -- null: it is trusted.
  revoked_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER
) STRICT;
