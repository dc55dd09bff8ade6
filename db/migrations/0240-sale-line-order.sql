-- Lines of sales in a tree that only grows at its end: a table without row ids divides its last page and the ones beside
-- it again and again, and each of them is written before the customer gets the receipt. The position begins with the
-- sale's number, so that a sale's lines are a range: between sale_seq * 100000 and the next sale's. The sale is named
-- without a foreign key, which would need an index; none is ever deleted.
DROP VIEW sale_line_discount;
CREATE TABLE sale_line_by_position (
  position INTEGER PRIMARY KEY CHECK (position = sale_seq * 100000 + line_number),
  sale_seq INTEGER NOT NULL,
  line_number INTEGER NOT NULL CHECK (line_number BETWEEN 1 AND 99999),
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
  deposit_of_line_number INTEGER,
  refunds_known_receipt TEXT REFERENCES known_sale (receipt_number)
    CHECK (refunds_known_receipt IS NULL OR refunds_sale_seq IS NULL)
) STRICT;
INSERT INTO sale_line_by_position
  SELECT sale_seq * 100000 + line_number, sale_seq, line_number, product_id, sku, barcode, name, kind, unit, quantity_milli,
    unit_price_minor, list_unit_price_minor, gross_minor, discount_minor, net_minor, tax_rate_bp, tax_minor, total_minor,
    unit_nets_json, discounts_json, note, refunds_sale_seq, refunds_line_number, deposit_of_line_number, refunds_known_receipt
  FROM sale_line ORDER BY sale_seq, line_number;
DROP TABLE sale_line;
ALTER TABLE sale_line_by_position RENAME TO sale_line;
CREATE INDEX sale_line_refunds ON sale_line (refunds_sale_seq, refunds_line_number) WHERE refunds_sale_seq IS NOT NULL;
CREATE INDEX sale_line_refunds_known ON sale_line (refunds_known_receipt) WHERE refunds_known_receipt IS NOT NULL;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN SELECT raise(ABORT, 'sales are immutable'); END;

CREATE VIEW sale_line_discount AS
  SELECT sale_line.position AS line_position, sale_seq, line_number, discount.key + 1 AS position,
    discount.value ->> 'campaign' AS campaign, discount.value ->> 'coupon' AS coupon, discount.value ->> 'tier' AS tier,
    discount.value ->> 'manual' AS manual, discount.value ->> 'label' AS label, discount.value ->> 'amountMinor' AS amount_minor
  FROM sale_line, json_each(discounts_json) AS discount;
