-- The loyalty program, who takes part, and every movement of their points. What an account holds is the fold of its
-- entries, and the points that are left of its lots are what it can use.

CREATE TABLE loyalty_program (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL CHECK (length(name) > 0),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  earn_points INTEGER NOT NULL CHECK (earn_points >= 0),
  earn_per_minor INTEGER NOT NULL CHECK (earn_per_minor > 0),
  point_value_minor INTEGER NOT NULL CHECK (point_value_minor >= 0),
  min_redeem_points INTEGER NOT NULL CHECK (min_redeem_points >= 0),
  redeem_step INTEGER NOT NULL CHECK (redeem_step > 0),
  max_share_bp INTEGER NOT NULL CHECK (max_share_bp BETWEEN 0 AND 10000),
  min_purchase_minor INTEGER NOT NULL CHECK (min_purchase_minor >= 0),
  expiry_months INTEGER CHECK (expiry_months IS NULL OR expiry_months > 0),
  welcome_points INTEGER NOT NULL CHECK (welcome_points >= 0),
  birthday_points INTEGER NOT NULL CHECK (birthday_points >= 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER
) STRICT;

CREATE TABLE loyalty_tier (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  min_points INTEGER NOT NULL CHECK (min_points >= 0),
  min_spend_minor INTEGER CHECK (min_spend_minor IS NULL OR min_spend_minor > 0),
  multiplier_milli INTEGER NOT NULL CHECK (multiplier_milli >= 1000),
  discount_bp INTEGER NOT NULL CHECK (discount_bp BETWEEN 0 AND 10000),
  color TEXT NOT NULL CHECK (color GLOB '#??????'),
  icon TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_loyalty (
  customer_ref TEXT PRIMARY KEY CHECK (length(customer_ref) > 0),
  -- Below zero: owed, for points that were spent and then not earned after all.
  points INTEGER NOT NULL,
  lifetime_points INTEGER NOT NULL,
  tier TEXT,
  -- The calendar year that the next two sum up.
  period TEXT NOT NULL CHECK (period GLOB '????'),
  period_points INTEGER NOT NULL,
  period_spent_minor INTEGER NOT NULL,
  joined_at_ms INTEGER NOT NULL,
  last_activity_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_loyalty_period ON customer_loyalty (period);

CREATE TABLE loyalty_point_transaction (
  id INTEGER PRIMARY KEY,
  customer_ref TEXT NOT NULL REFERENCES customer_loyalty (customer_ref),
  -- Deferred: a sale's journal entry says what its points came to, so they are written just before it.
  sale_seq INTEGER REFERENCES sale (seq) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL
    CHECK (type IN ('EARNED', 'REDEEMED', 'EXPIRED', 'ADJUSTED', 'BONUS', 'WELCOME', 'BIRTHDAY', 'REFUND')),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  points INTEGER NOT NULL,
  spent_minor INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  tier_after TEXT,
  period TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  staff_id INTEGER,
  -- What a person gave as the reason of an adjustment.
  note TEXT
) STRICT;
CREATE UNIQUE INDEX loyalty_point_of_sale ON loyalty_point_transaction (sale_seq, reason) WHERE sale_seq IS NOT NULL;
CREATE UNIQUE INDEX loyalty_point_once ON loyalty_point_transaction (customer_ref, reason) WHERE sale_seq IS NULL;
CREATE INDEX loyalty_point_customer ON loyalty_point_transaction (customer_ref, id);
CREATE TRIGGER loyalty_point_no_update BEFORE UPDATE ON loyalty_point_transaction
BEGIN SELECT raise(ABORT, 'movements of points are append-only'); END;
CREATE TRIGGER loyalty_point_no_delete BEFORE DELETE ON loyalty_point_transaction
BEGIN SELECT raise(ABORT, 'movements of points are append-only'); END;

CREATE TABLE loyalty_point_lot (
  -- The movement that gave it.
  entry_id INTEGER PRIMARY KEY,
  customer_ref TEXT NOT NULL REFERENCES customer_loyalty (customer_ref),
  points INTEGER NOT NULL CHECK (points > 0),
  left_points INTEGER NOT NULL CHECK (left_points BETWEEN 0 AND points),
  expires_at_ms INTEGER
) STRICT;
CREATE INDEX loyalty_point_lot_open ON loyalty_point_lot (customer_ref) WHERE left_points > 0;
CREATE INDEX loyalty_point_lot_expiry ON loyalty_point_lot (expires_at_ms) WHERE left_points > 0 AND expires_at_ms IS NOT NULL;
CREATE TRIGGER loyalty_point_lot_only_less BEFORE UPDATE ON loyalty_point_lot
WHEN NEW.left_points > OLD.left_points
  OR (NEW.entry_id, NEW.customer_ref, NEW.points, NEW.expires_at_ms)
    IS NOT (OLD.entry_id, OLD.customer_ref, OLD.points, OLD.expires_at_ms)
BEGIN SELECT raise(ABORT, 'a lot is only used up'); END;
CREATE TRIGGER loyalty_point_lot_no_delete BEFORE DELETE ON loyalty_point_lot
BEGIN SELECT raise(ABORT, 'a lot is only used up'); END;

-- Whose birthday it is, asked once a day.
CREATE INDEX customer_birthday ON customer (substr(date_of_birth, 6)) WHERE date_of_birth IS NOT NULL;
