-- Baskets (drafts and parked), sales and refunds, tenders, cash movements, shifts, Z reports, print jobs.
-- Amounts in minor units, quantities in thousandths, rates in basis points, times in epoch milliseconds.

CREATE TABLE basket (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'parked')),
  label TEXT,
  revision INTEGER NOT NULL,
  staff_id INTEGER NOT NULL,
  customer_ref TEXT,
  manual_discount_json TEXT,
  last_line_id TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- One basket is open at a time. A unique index would say the same with one page more in every sale.
CREATE TRIGGER basket_one_open BEFORE INSERT ON basket
WHEN NEW.state = 'open' AND EXISTS (SELECT 1 FROM basket WHERE state = 'open')
BEGIN
  SELECT raise(ABORT, 'a basket is open already');
END;
CREATE TRIGGER basket_one_reopened BEFORE UPDATE OF state ON basket
WHEN NEW.state = 'open' AND EXISTS (SELECT 1 FROM basket WHERE state = 'open' AND id <> NEW.id)
BEGIN
  SELECT raise(ABORT, 'a basket is open already');
END;

CREATE TABLE basket_line (
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  barcode TEXT,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  list_unit_price_minor INTEGER,
  price_reason TEXT,
  discount_json TEXT,
  note TEXT,
  void_reason TEXT,
  PRIMARY KEY (basket_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE basket_tender (
  id TEXT NOT NULL,
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('CASH', 'CARD')),
  amount_minor INTEGER NOT NULL,
  reference TEXT NOT NULL,
  card_json TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'taken')),
  PRIMARY KEY (basket_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  opened_at_ms INTEGER NOT NULL,
  opened_by INTEGER NOT NULL REFERENCES staff (id),
  closed_at_ms INTEGER,
  closed_by INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX shift_opened_by ON shift (opened_by);
CREATE INDEX shift_closed_by ON shift (closed_by);

-- A sale writes as few pages as it can: it is durable before the customer gets the receipt. So everything that belongs
-- to a sale is keyed by its number and appended at the end of its tree, what is only read with its row lies in it as
-- JSON (views below give it back as rows), people, products and shifts are named without foreign keys (none is ever
-- deleted), and there is no index that no screen asks for.
CREATE TABLE sale (
  -- The number in the receipt number: counts up from 1 without gaps.
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  -- The id of the basket that was sold, or of the request for the refund: neither can happen twice.
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
  receipt_number TEXT NOT NULL CHECK (receipt_number = format('%s-%s-%06d', store_code, till_code, seq)),
  store_code TEXT NOT NULL,
  till_code TEXT NOT NULL,
  shift_id INTEGER,
  staff_id INTEGER NOT NULL,
  staff_name TEXT NOT NULL,
  approved_by_name TEXT,
  customer_ref TEXT,
  currency TEXT NOT NULL,
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  at_ms INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL,
  discount_minor INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  total_minor INTEGER NOT NULL,
  rounding_minor INTEGER NOT NULL,
  payable_minor INTEGER NOT NULL,
  -- [{"rateBp", "baseMinor", "taxMinor"}, ...]; see sale_tax.
  taxes_json TEXT NOT NULL,
  reason TEXT,
  trace_json TEXT NOT NULL,
  journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL,
  CHECK (payable_minor = total_minor + rounding_minor),
  CHECK (net_minor = gross_minor - discount_minor)
) STRICT;
CREATE INDEX sale_at ON sale (at_ms);
CREATE INDEX sale_customer ON sale (customer_ref) WHERE customer_ref IS NOT NULL;

CREATE TABLE sale_line (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  line_number INTEGER NOT NULL CHECK (line_number > 0),
  product_id INTEGER,
  sku TEXT NOT NULL,
  barcode TEXT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('each', 'weight')),
  quantity_milli INTEGER NOT NULL,
  unit_price_minor INTEGER NOT NULL,
  list_unit_price_minor INTEGER,
  gross_minor INTEGER NOT NULL,
  discount_minor INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  tax_rate_bp INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  total_minor INTEGER NOT NULL,
  -- [[count, netMinor], ...]
  unit_nets_json TEXT NOT NULL,
  -- [{"campaign", "coupon", "tier", "manual", "label", "amountMinor"}, ...]; see sale_line_discount.
  discounts_json TEXT NOT NULL,
  note TEXT,
  refunds_sale_seq INTEGER REFERENCES sale (seq),
  refunds_line_number INTEGER,
  PRIMARY KEY (sale_seq, line_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_line_refunds ON sale_line (refunds_sale_seq, refunds_line_number) WHERE refunds_sale_seq IS NOT NULL;

CREATE VIEW sale_line_discount AS
  SELECT sale_seq, line_number, discount.key + 1 AS position, discount.value ->> 'campaign' AS campaign,
    discount.value ->> 'coupon' AS coupon, discount.value ->> 'tier' AS tier, discount.value ->> 'manual' AS manual,
    discount.value ->> 'label' AS label, discount.value ->> 'amountMinor' AS amount_minor
  FROM sale_line, json_each(discounts_json) AS discount;

CREATE VIEW sale_tax AS
  SELECT seq AS sale_seq, tax.value ->> 'rateBp' AS rate_bp, tax.value ->> 'baseMinor' AS base_minor,
    tax.value ->> 'taxMinor' AS tax_minor
  FROM sale, json_each(taxes_json) AS tax;

CREATE TABLE tender (
  id TEXT NOT NULL,
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('CASH', 'CARD')),
  amount_minor INTEGER NOT NULL,
  tendered_minor INTEGER NOT NULL,
  change_minor INTEGER NOT NULL CHECK (change_minor = tendered_minor - amount_minor),
  card_last4 TEXT,
  card_json TEXT,
  PRIMARY KEY (sale_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_last4 ON tender (card_last4) WHERE card_last4 IS NOT NULL;

CREATE TABLE cash_movement (
  id INTEGER PRIMARY KEY,
  shift_id INTEGER,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('float', 'sale', 'refund', 'payIn', 'payOut', 'safeDrop', 'noSale')),
  amount_minor INTEGER NOT NULL,
  sale_seq INTEGER,
  staff_id INTEGER NOT NULL,
  reason TEXT
) STRICT;

CREATE TABLE z_report (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  shift_id INTEGER NOT NULL UNIQUE REFERENCES shift (id),
  at_ms INTEGER NOT NULL,
  document_json TEXT NOT NULL,
  journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE print_job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'copy', 'test', 'drawer')),
  sale_seq INTEGER,
  opens_drawer INTEGER NOT NULL CHECK (opens_drawer IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'confirmed', 'failed')),
  cause TEXT,
  maybe_printed INTEGER NOT NULL CHECK (maybe_printed IN (0, 1)),
  attempts INTEGER NOT NULL,
  next_attempt_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_open ON print_job (id) WHERE state = 'queued' OR (state = 'sent' AND cause IS NULL);
CREATE INDEX print_job_failed ON print_job (id) WHERE state = 'failed';

-- What was sold is never edited: corrections are refunds.
CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER tender_no_update BEFORE UPDATE ON tender BEGIN SELECT raise(ABORT, 'tenders are immutable'); END;
CREATE TRIGGER tender_no_delete BEFORE DELETE ON tender BEGIN SELECT raise(ABORT, 'tenders are immutable'); END;
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement BEGIN SELECT raise(ABORT, 'cash movements are immutable'); END;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement BEGIN SELECT raise(ABORT, 'cash movements are immutable'); END;
