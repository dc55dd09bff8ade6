-- Sales and refunds of other tills of the store, as their journals say them: what came in is verified, and never edited.
-- Goods of theirs can come back here, and goods of this till's receipts there.

-- How far each other till's journal is known, and by which key it signs. A journal goes on where it was left.
CREATE TABLE known_journal (
  till TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  public_key TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (till, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_sale (
  receipt_number TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL UNIQUE,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
  is_exchange INTEGER NOT NULL CHECK (is_exchange IN (0, 1)),
  item_count INTEGER NOT NULL,
  payable_minor INTEGER NOT NULL,
  rounding_minor INTEGER NOT NULL,
  -- What its cards paid; negative where they got money.
  card_minor INTEGER NOT NULL,
  -- The entry's body as it was signed.
  body_json TEXT NOT NULL CHECK (json_valid(body_json))
) STRICT, WITHOUT ROWID;
CREATE INDEX known_sale_at ON known_sale (at_ms);

-- The lines of known sales and refunds that took goods back, of whichever till's receipt.
CREATE TABLE known_return (
  receipt_number TEXT NOT NULL REFERENCES known_sale (receipt_number),
  line_number INTEGER NOT NULL,
  refunds_sale_id TEXT NOT NULL,
  refunds_line_number INTEGER NOT NULL,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
  total_minor INTEGER NOT NULL,
  PRIMARY KEY (receipt_number, line_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_return_of ON known_return (refunds_sale_id);

-- The other till's receipt whose goods a line of this till's own refund or exchange took back.
ALTER TABLE sale_line ADD COLUMN refunds_known_receipt TEXT REFERENCES known_sale (receipt_number)
  CHECK (refunds_known_receipt IS NULL OR refunds_sale_seq IS NULL);
CREATE INDEX sale_line_refunds_known ON sale_line (refunds_known_receipt) WHERE refunds_known_receipt IS NOT NULL;

CREATE TRIGGER known_sale_no_update BEFORE UPDATE ON known_sale BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER known_sale_no_delete BEFORE DELETE ON known_sale BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER known_return_no_update BEFORE UPDATE ON known_return BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER known_return_no_delete BEFORE DELETE ON known_return BEGIN SELECT raise(ABORT, 'sales are immutable'); END;
CREATE TRIGGER known_journal_no_delete BEFORE DELETE ON known_journal BEGIN SELECT raise(ABORT, 'known journals are kept'); END;
