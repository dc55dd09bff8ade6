-- Who the customers are: what a person told of themselves, their cards, what they agreed to, and how much they bought.
-- Everything outside `customer`, `customer_word` and `loyalty_card` knows a random customer_ref only, so that erasing a
-- person leaves sales, consents and the journal whole.

ALTER TABLE customer ADD COLUMN phone TEXT CHECK (phone IS NULL OR phone GLOB '+[1-9]*');
ALTER TABLE customer ADD COLUMN email TEXT;
ALTER TABLE customer ADD COLUMN date_of_birth TEXT CHECK (date_of_birth IS NULL OR date_of_birth GLOB '????-??-??');
ALTER TABLE customer ADD COLUMN gender TEXT CHECK (gender IS NULL OR gender IN ('female', 'male', 'other'));
ALTER TABLE customer ADD COLUMN national_id TEXT;
ALTER TABLE customer ADD COLUMN invoice_name TEXT;
ALTER TABLE customer ADD COLUMN invoice_address TEXT;
ALTER TABLE customer ADD COLUMN tax_office TEXT;
ALTER TABLE customer ADD COLUMN tax_id TEXT;
ALTER TABLE customer ADD COLUMN registration_source TEXT NOT NULL DEFAULT 'import'
  CHECK (registration_source IN ('till', 'import', 'online'));
ALTER TABLE customer ADD COLUMN preferences_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(preferences_json));
ALTER TABLE customer ADD COLUMN tags_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags_json));
-- The customer that this one was merged into: its ref still stands in old sales.
ALTER TABLE customer ADD COLUMN merged_into_id INTEGER REFERENCES customer (id)
  CHECK (merged_into_id IS NULL OR merged_into_id <> id);
ALTER TABLE customer ADD COLUMN erased_at_ms INTEGER;
CREATE INDEX customer_phone ON customer (phone) WHERE phone IS NOT NULL;
CREATE INDEX customer_email ON customer (email) WHERE email IS NOT NULL;
CREATE INDEX customer_merged_into ON customer (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- The words of names, folded (domain/catalogue/fold-search-text.ts): found by how they begin. A plain table and not a
-- full-text index, because a row that is deleted here is overwritten in the file.
CREATE TABLE customer_word (
  word TEXT NOT NULL CHECK (length(word) > 0),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  PRIMARY KEY (word, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_word_customer ON customer_word (customer_id);

CREATE TABLE loyalty_card (
  number TEXT PRIMARY KEY CHECK (length(number) > 0),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  state TEXT NOT NULL CHECK (state IN ('active', 'blocked')),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_card_customer ON loyalty_card (customer_id);

-- Every yes and no, per channel: when, where, by which wording. What holds now is the newest row.
CREATE TABLE customer_consent (
  id INTEGER PRIMARY KEY,
  customer_ref TEXT NOT NULL CHECK (length(customer_ref) >= 16),
  channel TEXT NOT NULL CHECK (channel IN ('marketing', 'sms', 'email')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  at_ms INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('till', 'import', 'online', 'erasure')),
  wording_version TEXT NOT NULL CHECK (length(wording_version) > 0),
  staff_id INTEGER
) STRICT;
CREATE INDEX customer_consent_ref ON customer_consent (customer_ref);
CREATE TRIGGER customer_consent_no_update BEFORE UPDATE ON customer_consent BEGIN SELECT raise(ABORT, 'consents are append-only'); END;
CREATE TRIGGER customer_consent_no_delete BEFORE DELETE ON customer_consent BEGIN SELECT raise(ABORT, 'consents are append-only'); END;

-- How much was bought under a ref, written with each sale: the sum of its rows in `sale`. Purchases are sales less those
-- that were voided; what is given back lowers what was spent.
CREATE TABLE customer_activity (
  customer_ref TEXT PRIMARY KEY,
  purchases INTEGER NOT NULL,
  spent_minor INTEGER NOT NULL,
  first_purchase_at_ms INTEGER,
  last_purchase_at_ms INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO customer_activity
  SELECT customer_ref, sum(kind = 'sale'), sum(total_minor), min(iif(kind = 'sale', at_ms, NULL)),
    max(iif(kind = 'sale', at_ms, NULL))
  FROM sale WHERE customer_ref IS NOT NULL GROUP BY customer_ref;
