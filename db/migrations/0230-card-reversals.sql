-- Card payments that a person gave up while nobody knew their outcome: should the terminal have taken one after all, it
-- is reversed. A row stands until the terminal has said what became of it.

CREATE TABLE card_reversal_open (
  reference TEXT PRIMARY KEY,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  asked_at_ms INTEGER NOT NULL
) STRICT;
