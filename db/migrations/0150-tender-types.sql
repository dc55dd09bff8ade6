-- Points, gift cards and store credit pay too. SQLite cannot change a CHECK, so both tables are made again.

CREATE TABLE tender_wider (
  id TEXT NOT NULL,
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('CASH', 'CARD', 'POINTS', 'GIFT_CARD', 'STORE_CREDIT')),
  amount_minor INTEGER NOT NULL,
  tendered_minor INTEGER NOT NULL,
  change_minor INTEGER NOT NULL CHECK (change_minor = tendered_minor - amount_minor),
  card_last4 TEXT,
  card_json TEXT,
  PRIMARY KEY (sale_seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO tender_wider
  SELECT id, sale_seq, position, type, amount_minor, tendered_minor, change_minor, card_last4, card_json FROM tender;
DROP TRIGGER tender_no_update;
DROP TRIGGER tender_no_delete;
DROP TABLE tender;
ALTER TABLE tender_wider RENAME TO tender;
CREATE INDEX tender_last4 ON tender (card_last4) WHERE card_last4 IS NOT NULL;
CREATE TRIGGER tender_no_update BEFORE UPDATE ON tender BEGIN SELECT raise(ABORT, 'tenders are immutable'); END;
CREATE TRIGGER tender_no_delete BEFORE DELETE ON tender BEGIN SELECT raise(ABORT, 'tenders are immutable'); END;

CREATE TABLE basket_tender_wider (
  id TEXT NOT NULL,
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('CASH', 'CARD', 'POINTS', 'GIFT_CARD', 'STORE_CREDIT')),
  amount_minor INTEGER NOT NULL,
  reference TEXT NOT NULL,
  card_json TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'taken')),
  PRIMARY KEY (basket_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO basket_tender_wider
  SELECT id, basket_id, position, type, amount_minor, reference, card_json, state FROM basket_tender;
DROP TABLE basket_tender;
ALTER TABLE basket_tender_wider RENAME TO basket_tender;
