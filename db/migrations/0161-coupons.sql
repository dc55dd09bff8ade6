-- Coupons in numbers: batches of codes that share one definition, so that a scan of one code is one look-up by its key and
-- nothing else is read. What was distributed, how and when, is kept per coupon.

CREATE TABLE coupon_batch (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  -- In the form of a pricing case, without a code.
  definition_json TEXT NOT NULL CHECK (json_valid(definition_json)),
  size INTEGER NOT NULL CHECK (size > 0),
  -- Codes count only when the batch is ready.
  state TEXT NOT NULL CHECK (state IN ('making', 'ready', 'cancelled')),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE coupon_new (
  -- The code without spaces at its ends, in small letters: as it is compared.
  code_key TEXT PRIMARY KEY CHECK (length(code_key) > 0),
  code TEXT NOT NULL CHECK (length(code) > 0),
  batch_id INTEGER REFERENCES coupon_batch (id),
  -- null: as its batch says.
  definition_json TEXT CHECK (definition_json IS NULL OR json_valid(definition_json)),
  -- Whose it is; null: nobody's in particular.
  customer_ref TEXT,
  -- The percent or amount that stands in the place of its rule's; null: the rule's own.
  custom_discount_value TEXT,
  -- In the place of its definition's end; null: that one.
  valid_until TEXT,
  blocked_at_ms INTEGER,
  -- When it ended itself because its limit was reached; null: it did not.
  auto_deactivated_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER,
  CHECK ((batch_id IS NULL) <> (definition_json IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO coupon_new (code_key, code, definition_json, auto_deactivated_at_ms, created_at_ms, created_by, updated_at_ms,
    updated_by, deleted_at_ms)
  SELECT lower(trim(code)), code, definition_json, auto_deactivated_at_ms, created_at_ms, created_by, updated_at_ms,
    updated_by, deleted_at_ms
  FROM coupon;
DROP TABLE coupon;
ALTER TABLE coupon_new RENAME TO coupon;
CREATE INDEX coupon_of_batch ON coupon (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX coupon_customer ON coupon (customer_ref) WHERE customer_ref IS NOT NULL;

CREATE TABLE coupon_distribution (
  id INTEGER PRIMARY KEY,
  code_key TEXT NOT NULL REFERENCES coupon (code_key),
  channel TEXT NOT NULL CHECK (channel IN ('SMS', 'EMAIL', 'PUSH', 'MANUAL')),
  at_ms INTEGER NOT NULL,
  staff_id INTEGER
) STRICT;
CREATE INDEX coupon_distribution_coupon ON coupon_distribution (code_key);
