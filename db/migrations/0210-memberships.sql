-- Memberships: plans that are sold and renewed at the till, coupons for them, and who is a member for how long. A
-- membership is the fold of its events; an event is given back at most once and never removed.

CREATE TABLE membership_plan (
  id INTEGER PRIMARY KEY,
  -- What campaigns name its members by.
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  period TEXT NOT NULL CHECK (period IN ('month', 'year')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  tax_rate_bp INTEGER NOT NULL CHECK (tax_rate_bp >= 0),
  product_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE membership_coupon (
  -- The code without spaces at its ends, in small letters: as it is compared.
  code_key TEXT PRIMARY KEY CHECK (length(code_key) > 0),
  code TEXT NOT NULL,
  -- {"percentBp"} or {"amountMinor"}
  off_json TEXT NOT NULL CHECK (json_valid(off_json)),
  duration TEXT NOT NULL CHECK (duration IN ('once', 'repeating', 'forever')),
  periods INTEGER CHECK (periods > 0),
  -- The last day on which it may be applied, in the store; null: no end.
  valid_until TEXT,
  -- How many memberships may have it; null: no limit.
  max_members INTEGER CHECK (max_members > 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER,
  CHECK ((duration = 'repeating') = (periods IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  -- Random: stands for it in sales and in the journal.
  id TEXT PRIMARY KEY,
  customer_ref TEXT NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES membership_plan (id),
  -- As its events say, on the day of the last change.
  state TEXT NOT NULL CHECK (state IN ('active', 'expired', 'cancelled')),
  -- The first day that is not covered, in the store; null: nothing is left of it.
  until_day TEXT,
  -- The applied coupon and what a renewal costs with it.
  coupon_json TEXT CHECK (coupon_json IS NULL OR json_valid(coupon_json)),
  final_price_minor INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  -- null: the till itself.
  updated_by INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX membership_of_customer ON membership (customer_ref, plan_id);
CREATE INDEX membership_plan_members ON membership (plan_id);
CREATE INDEX membership_active ON membership (until_day) WHERE state = 'active';

CREATE TABLE membership_event (
  id INTEGER PRIMARY KEY,
  membership_id TEXT NOT NULL REFERENCES membership (id),
  kind TEXT NOT NULL CHECK (kind IN ('paid', 'cancelled')),
  on_day TEXT NOT NULL,
  -- Of what was paid; null in a cancellation.
  period TEXT CHECK (period IN ('month', 'year')),
  list_price_minor INTEGER,
  coupon_json TEXT CHECK (coupon_json IS NULL OR json_valid(coupon_json)),
  final_price_minor INTEGER,
  -- The period as it was sold.
  from_day TEXT,
  until_day TEXT,
  renews INTEGER CHECK (renews IN (0, 1)),
  sale_seq INTEGER,
  line_number INTEGER,
  -- The refund that took it back, its line, and until when the membership lasted then.
  back_seq INTEGER,
  back_line_number INTEGER,
  back_until_day TEXT,
  at_ms INTEGER NOT NULL,
  staff_id INTEGER,
  reason TEXT,
  CHECK ((kind = 'paid') = (sale_seq IS NOT NULL AND line_number IS NOT NULL AND period IS NOT NULL
    AND list_price_minor IS NOT NULL AND final_price_minor IS NOT NULL AND from_day IS NOT NULL
    AND until_day IS NOT NULL AND renews IS NOT NULL)),
  CHECK ((back_seq IS NULL) = (back_line_number IS NULL))
) STRICT;
CREATE INDEX membership_event_membership ON membership_event (membership_id);
CREATE UNIQUE INDEX membership_event_sale ON membership_event (sale_seq, line_number) WHERE sale_seq IS NOT NULL;
CREATE INDEX membership_event_back ON membership_event (back_seq) WHERE back_seq IS NOT NULL;

CREATE TRIGGER membership_event_no_delete BEFORE DELETE ON membership_event
BEGIN SELECT raise(ABORT, 'what happened to a membership is kept'); END;
-- Given back once; moved when two customers become one.
CREATE TRIGGER membership_event_back_once BEFORE UPDATE ON membership_event
WHEN (OLD.back_seq IS NOT NULL AND OLD.back_seq IS NOT NEW.back_seq)
  OR (NEW.kind, NEW.on_day, NEW.period, NEW.final_price_minor, NEW.sale_seq, NEW.line_number)
    IS NOT (OLD.kind, OLD.on_day, OLD.period, OLD.final_price_minor, OLD.sale_seq, OLD.line_number)
BEGIN SELECT raise(ABORT, 'a period is given back once and never changed'); END;

-- Which membership a line of an open basket sells, and at which terms.
CREATE TABLE basket_membership (
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES membership_plan (id),
  list_price_minor INTEGER NOT NULL,
  coupon_json TEXT CHECK (coupon_json IS NULL OR json_valid(coupon_json)),
  final_price_minor INTEGER NOT NULL,
  PRIMARY KEY (basket_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX basket_membership_plan ON basket_membership (plan_id);
