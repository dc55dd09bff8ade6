-- Gift cards and store credit: one kind of account, found by an unguessable code. What is on it is the sum of its
-- ledger and nothing else: the balance beside the account is kept by the ledger's triggers and cannot go below zero.

CREATE TABLE gift_card (
  -- Random: stands for the card in sales and in the journal, where its code must not be.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('GIFT_CARD', 'STORE_CREDIT')),
  code TEXT NOT NULL UNIQUE,
  -- Whose credit it is; null: whoever holds the card or the slip.
  customer_ref TEXT,
  currency TEXT NOT NULL,
  balance_minor INTEGER NOT NULL DEFAULT 0 CHECK (balance_minor >= 0),
  -- null: never.
  expires_at_ms INTEGER,
  blocked_reason TEXT,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_card_customer ON gift_card (customer_ref) WHERE customer_ref IS NOT NULL;
CREATE INDEX gift_card_expires ON gift_card (expires_at_ms) WHERE expires_at_ms IS NOT NULL AND balance_minor > 0;
CREATE INDEX gift_card_created ON gift_card (created_at_ms);

CREATE TABLE gift_card_transaction (
  id INTEGER PRIMARY KEY,
  card_id TEXT NOT NULL REFERENCES gift_card (id),
  kind TEXT NOT NULL CHECK (kind IN ('ISSUED', 'TOP_UP', 'REDEEMED', 'REFUNDED', 'RETURNED', 'EXPIRED', 'ADJUSTED')),
  -- Positive: onto the card.
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  balance_after_minor INTEGER NOT NULL CHECK (balance_after_minor >= 0),
  -- The sale or refund that it belongs to, and the line that sold it; null for what no sale moved.
  sale_seq INTEGER,
  line_number INTEGER,
  at_ms INTEGER NOT NULL,
  -- null: the till itself.
  staff_id INTEGER,
  reason TEXT,
  CHECK ((amount_minor > 0) = (kind IN ('ISSUED', 'TOP_UP', 'REFUNDED')) OR kind = 'ADJUSTED')
) STRICT;
CREATE INDEX gift_card_transaction_card ON gift_card_transaction (card_id);
CREATE INDEX gift_card_transaction_sale ON gift_card_transaction (sale_seq) WHERE sale_seq IS NOT NULL;

-- Which card a line of an open basket tops up; a line of kind giftCard without a row sells new ones.
CREATE TABLE gift_card_top_up (
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  line_id TEXT NOT NULL,
  card_id TEXT NOT NULL REFERENCES gift_card (id),
  PRIMARY KEY (basket_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_card_top_up_card ON gift_card_top_up (card_id);

CREATE TRIGGER gift_card_transaction_follows BEFORE INSERT ON gift_card_transaction
WHEN NEW.balance_after_minor <> (SELECT balance_minor FROM gift_card WHERE id = NEW.card_id) + NEW.amount_minor
BEGIN SELECT raise(ABORT, 'the balance does not follow from the ledger'); END;
CREATE TRIGGER gift_card_transaction_counts AFTER INSERT ON gift_card_transaction
BEGIN UPDATE gift_card SET balance_minor = NEW.balance_after_minor WHERE id = NEW.card_id; END;
CREATE TRIGGER gift_card_transaction_no_update BEFORE UPDATE ON gift_card_transaction
BEGIN SELECT raise(ABORT, 'the ledger of gift cards is append-only'); END;
CREATE TRIGGER gift_card_transaction_no_delete BEFORE DELETE ON gift_card_transaction
BEGIN SELECT raise(ABORT, 'the ledger of gift cards is append-only'); END;
CREATE TRIGGER gift_card_transaction_no_replace BEFORE INSERT ON gift_card_transaction
WHEN EXISTS (SELECT 1 FROM gift_card_transaction WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'the ledger of gift cards is append-only'); END;
CREATE TRIGGER gift_card_starts_empty BEFORE INSERT ON gift_card WHEN NEW.balance_minor <> 0
BEGIN SELECT raise(ABORT, 'money comes onto a card by its ledger'); END;
CREATE TRIGGER gift_card_balance_by_ledger BEFORE UPDATE OF balance_minor ON gift_card
WHEN NEW.balance_minor <> (SELECT sum(amount_minor) FROM gift_card_transaction WHERE card_id = NEW.id)
BEGIN SELECT raise(ABORT, 'the balance of a card is its ledger'); END;
CREATE TRIGGER gift_card_no_delete BEFORE DELETE ON gift_card
BEGIN SELECT raise(ABORT, 'gift cards are kept'); END;
