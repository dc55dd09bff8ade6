-- The journal: append-only, numbered per epoch without gaps, hash-chained and signed. It is also the outbox.

CREATE TABLE journal_epoch (
  epoch INTEGER PRIMARY KEY CHECK (epoch > 0),
  till TEXT NOT NULL,
  public_key TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL
) STRICT;

-- The position orders all epochs and lets an entry be appended at the end of one tree, without an index beside it.
CREATE TABLE journal (
  position INTEGER PRIMARY KEY CHECK (position = epoch * 1000000000000 + seq),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  seq INTEGER NOT NULL CHECK (seq > 0),
  till TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  sig TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_epoch_no_update BEFORE UPDATE ON journal_epoch BEGIN SELECT raise(ABORT, 'journal epochs are append-only'); END;
CREATE TRIGGER journal_epoch_no_delete BEFORE DELETE ON journal_epoch BEGIN SELECT raise(ABORT, 'journal epochs are append-only'); END;
