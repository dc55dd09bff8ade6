-- Campaigns, reusable discount rules and coupons, each as one JSON definition in the form of a pricing case, so that
-- what a shop runs, what it reports and what is priced are the same text. A release is the set of offers that a sale
-- was priced with, kept under its hash for as long as there are sales, so that a price can be computed again.

CREATE TABLE discount_rule (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  definition_json TEXT NOT NULL CHECK (json_valid(definition_json)),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE campaign (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  definition_json TEXT NOT NULL CHECK (json_valid(definition_json)),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE coupon (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  definition_json TEXT NOT NULL CHECK (json_valid(definition_json)),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE offer_release (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
  definitions_json TEXT NOT NULL,
  first_used_at_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER offer_release_no_update BEFORE UPDATE ON offer_release BEGIN SELECT raise(ABORT, 'offer releases are immutable'); END;
CREATE TRIGGER offer_release_no_delete BEFORE DELETE ON offer_release BEGIN SELECT raise(ABORT, 'offer releases are immutable'); END;
