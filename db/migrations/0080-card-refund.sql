-- The card refund that the terminal was asked for and whose record is not written yet: one at most. Written before the
-- terminal is asked and removed with the refund's record, so that after a crash the terminal is asked what it did.

CREATE TABLE card_refund_open (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  request_id TEXT NOT NULL,
  receipt_number TEXT,
  payable_minor INTEGER NOT NULL CHECK (payable_minor > 0),
  request_json TEXT NOT NULL CHECK (json_valid(request_json)),
  asked_at_ms INTEGER NOT NULL
) STRICT;
