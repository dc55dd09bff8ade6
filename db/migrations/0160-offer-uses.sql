-- Which campaigns and coupons a sale used, and which later sale gave a use back. A row is written with its sale and in
-- its journal entry; it is never removed, and given back at most once. What a limit is compared with is kept beside the
-- rows by triggers, so that no program can let the two part.

CREATE TABLE campaign_usage (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  campaign TEXT NOT NULL CHECK (length(campaign) > 0),
  -- The coupon that opened it; null: it opened itself.
  coupon TEXT,
  customer_ref TEXT,
  staff_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  times INTEGER NOT NULL CHECK (times >= 0),
  -- Numbers of the sale's lines that it touched, as a JSON list; an empty one is the whole basket.
  lines_json TEXT NOT NULL CHECK (json_valid(lines_json)),
  given_back_by_seq INTEGER REFERENCES sale (seq),
  PRIMARY KEY (sale_seq, campaign)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_usage_customer ON campaign_usage (customer_ref, campaign) WHERE customer_ref IS NOT NULL;
CREATE INDEX campaign_usage_given_back ON campaign_usage (given_back_by_seq) WHERE given_back_by_seq IS NOT NULL;

CREATE TABLE coupon_usage (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  coupon TEXT NOT NULL CHECK (length(coupon) > 0),
  -- The campaign that it opened; null: it gave a rule of its own.
  campaign TEXT,
  customer_ref TEXT,
  staff_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  times INTEGER NOT NULL CHECK (times >= 0),
  lines_json TEXT NOT NULL CHECK (json_valid(lines_json)),
  given_back_by_seq INTEGER REFERENCES sale (seq),
  PRIMARY KEY (sale_seq, coupon)
) STRICT, WITHOUT ROWID;
CREATE INDEX coupon_usage_customer ON coupon_usage (customer_ref, coupon) WHERE customer_ref IS NOT NULL;
CREATE INDEX coupon_usage_given_back ON coupon_usage (given_back_by_seq) WHERE given_back_by_seq IS NOT NULL;
-- Who used this coupon, and for what, is asked for one code at a time.
CREATE INDEX coupon_usage_coupon ON coupon_usage (coupon);

CREATE TABLE offer_use_total (
  kind TEXT NOT NULL CHECK (kind IN ('campaign', 'coupon')),
  code TEXT NOT NULL,
  uses INTEGER NOT NULL CHECK (uses >= 0),
  spent_minor INTEGER NOT NULL CHECK (spent_minor >= 0),
  PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER campaign_usage_counts AFTER INSERT ON campaign_usage
BEGIN
  INSERT INTO offer_use_total (kind, code, uses, spent_minor) VALUES ('campaign', NEW.campaign, 1, NEW.amount_minor)
    ON CONFLICT (kind, code) DO UPDATE SET uses = uses + 1, spent_minor = spent_minor + excluded.spent_minor;
END;
CREATE TRIGGER coupon_usage_counts AFTER INSERT ON coupon_usage
BEGIN
  INSERT INTO offer_use_total (kind, code, uses, spent_minor) VALUES ('coupon', NEW.coupon, 1, NEW.amount_minor)
    ON CONFLICT (kind, code) DO UPDATE SET uses = uses + 1, spent_minor = spent_minor + excluded.spent_minor;
END;
CREATE TRIGGER campaign_usage_gives_back AFTER UPDATE OF given_back_by_seq ON campaign_usage
BEGIN
  UPDATE offer_use_total SET uses = uses - 1, spent_minor = spent_minor - NEW.amount_minor
    WHERE kind = 'campaign' AND code = NEW.campaign;
END;
CREATE TRIGGER coupon_usage_gives_back AFTER UPDATE OF given_back_by_seq ON coupon_usage
BEGIN
  UPDATE offer_use_total SET uses = uses - 1, spent_minor = spent_minor - NEW.amount_minor
    WHERE kind = 'coupon' AND code = NEW.coupon;
END;

CREATE TRIGGER campaign_usage_no_delete BEFORE DELETE ON campaign_usage BEGIN SELECT raise(ABORT, 'uses are immutable'); END;
CREATE TRIGGER coupon_usage_no_delete BEFORE DELETE ON coupon_usage BEGIN SELECT raise(ABORT, 'uses are immutable'); END;
CREATE TRIGGER campaign_usage_back_once BEFORE UPDATE ON campaign_usage
WHEN OLD.given_back_by_seq IS NOT NULL OR NEW.given_back_by_seq IS NULL
  OR (NEW.sale_seq, NEW.campaign, NEW.amount_minor) IS NOT (OLD.sale_seq, OLD.campaign, OLD.amount_minor)
BEGIN
  SELECT raise(ABORT, 'a use is given back once and never changed');
END;
CREATE TRIGGER coupon_usage_back_once BEFORE UPDATE ON coupon_usage
WHEN OLD.given_back_by_seq IS NOT NULL OR NEW.given_back_by_seq IS NULL
  OR (NEW.sale_seq, NEW.coupon, NEW.amount_minor) IS NOT (OLD.sale_seq, OLD.coupon, OLD.amount_minor)
BEGIN
  SELECT raise(ABORT, 'a use is given back once and never changed');
END;

-- When a use comes back: 'whole': once all that it touched came back; 'void': only when the sale is voided; 'never'.
ALTER TABLE campaign ADD COLUMN gives_back TEXT NOT NULL DEFAULT 'whole' CHECK (gives_back IN ('never', 'void', 'whole'));
-- When it ended itself because a limit was reached; null: it did not.
ALTER TABLE campaign ADD COLUMN auto_deactivated_at_ms INTEGER;
ALTER TABLE coupon ADD COLUMN auto_deactivated_at_ms INTEGER;
