-- Shifts, the drawer's ledger, counts and Z reports. No program before this version wrote a shift or a Z report, so
-- their tables are made anew. What a drawer should hold is the sum of its shift's cash movements and nothing else.
-- Rows are ordered by their numbers: times are what the till's clock said, and a clock can be put back.

DROP TABLE z_report;
DROP TABLE shift;

CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  -- Whose drawer it is; null: the till's own, which everybody sells from.
  cashier_id INTEGER,
  opened_at_ms INTEGER NOT NULL,
  opened_by INTEGER NOT NULL,
  opened_by_name TEXT NOT NULL,
  float_json TEXT NOT NULL CHECK (json_valid(float_json)),
  -- Where the journal, the audit log, the sales and the ledger stood: what belongs to the shift comes after. So its
  -- rows are found without an index on them, which would cost every sale two pages.
  journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL,
  audit_id INTEGER NOT NULL,
  sale_seq INTEGER NOT NULL,
  movement_id INTEGER NOT NULL,
  -- The count that somebody is making, kept so that a crash does not lose it.
  draft_json TEXT CHECK (draft_json IS NULL OR json_valid(draft_json)),
  draft_by INTEGER,
  closed_at_ms INTEGER,
  closed_by INTEGER,
  closed_by_name TEXT,
  CHECK ((closed_at_ms IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX shift_one_open ON shift (coalesce(cashier_id, 0)) WHERE closed_at_ms IS NULL;

-- Every count that was handed in, also those that were made again.
CREATE TABLE shift_count (
  id INTEGER PRIMARY KEY,
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  at_ms INTEGER NOT NULL,
  staff_id INTEGER NOT NULL,
  staff_name TEXT NOT NULL,
  count_json TEXT NOT NULL CHECK (json_valid(count_json)),
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  -- What the drawer should have held then, and the newest movement in that sum.
  expected_minor INTEGER NOT NULL,
  movement_id INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_count_shift ON shift_count (shift_id);

CREATE TABLE z_report (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  shift_id INTEGER NOT NULL UNIQUE REFERENCES shift (id),
  at_ms INTEGER NOT NULL,
  document_json TEXT NOT NULL CHECK (json_valid(document_json)),
  journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL
) STRICT;

-- The payment that a movement belongs to, where it was taken, or given back, before the sale was complete.
ALTER TABLE cash_movement ADD COLUMN tender_id TEXT;
CREATE INDEX cash_movement_tender ON cash_movement (tender_id) WHERE tender_id IS NOT NULL;

CREATE TABLE print_job_new (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'copy', 'test', 'drawer', 'report', 'slip')),
  sale_seq INTEGER,
  opens_drawer INTEGER NOT NULL CHECK (opens_drawer IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'confirmed', 'failed')),
  cause TEXT,
  maybe_printed INTEGER NOT NULL CHECK (maybe_printed IN (0, 1)),
  attempts INTEGER NOT NULL,
  next_attempt_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  -- What a report or a slip says; a receipt is built from its sale.
  document_json TEXT CHECK (document_json IS NULL OR json_valid(document_json)),
  CHECK ((document_json IS NOT NULL) = (kind IN ('report', 'slip')))
) STRICT;
INSERT INTO print_job_new
  SELECT id, kind, sale_seq, opens_drawer, state, cause, maybe_printed, attempts, next_attempt_at_ms, created_at_ms,
    updated_at_ms, NULL
  FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_job_new RENAME TO print_job;
CREATE INDEX print_job_open ON print_job (id) WHERE state = 'queued' OR (state = 'sent' AND cause IS NULL);
CREATE INDEX print_job_failed ON print_job (id) WHERE state = 'failed';

CREATE TRIGGER shift_closed_no_update BEFORE UPDATE ON shift WHEN OLD.closed_at_ms IS NOT NULL
BEGIN SELECT raise(ABORT, 'a closed shift is immutable'); END;
CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift BEGIN SELECT raise(ABORT, 'shifts are kept'); END;
CREATE TRIGGER shift_count_no_update BEFORE UPDATE ON shift_count BEGIN SELECT raise(ABORT, 'counts are immutable'); END;
CREATE TRIGGER shift_count_no_delete BEFORE DELETE ON shift_count BEGIN SELECT raise(ABORT, 'counts are immutable'); END;
CREATE TRIGGER z_report_no_update BEFORE UPDATE ON z_report BEGIN SELECT raise(ABORT, 'Z reports are immutable'); END;
CREATE TRIGGER z_report_no_delete BEFORE DELETE ON z_report BEGIN SELECT raise(ABORT, 'Z reports are immutable'); END;
-- INSERT OR REPLACE would delete a row without firing the triggers above.
CREATE TRIGGER z_report_no_replace BEFORE INSERT ON z_report
WHEN EXISTS (SELECT 1 FROM z_report WHERE number = NEW.number OR shift_id = NEW.shift_id)
BEGIN SELECT raise(ABORT, 'Z reports are immutable'); END;
CREATE TRIGGER cash_movement_open_shift BEFORE INSERT ON cash_movement
WHEN NEW.shift_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM shift WHERE id = NEW.shift_id AND closed_at_ms IS NULL)
BEGIN SELECT raise(ABORT, 'the shift is not open'); END;
CREATE TRIGGER sale_open_shift BEFORE INSERT ON sale
WHEN NEW.shift_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM shift WHERE id = NEW.shift_id AND closed_at_ms IS NULL)
BEGIN SELECT raise(ABORT, 'the shift is not open'); END;
