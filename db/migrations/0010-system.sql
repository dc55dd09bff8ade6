-- What the till knows about itself: numbers it hands out, settings, devices, who changed what, and sync.
-- Times are milliseconds since 1970-01-01 UTC. Columns `..._by` hold a staff id, or null for the program itself; they
-- are no foreign keys, so that a record of who did something outlives the person's row.

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY CHECK (length(key) > 0),
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  kind TEXT NOT NULL CHECK (kind IN ('printer', 'drawer', 'scanner', 'display', 'scale', 'terminal')),
  name TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  staff_id INTEGER,
  staff_name TEXT NOT NULL,
  approver_id INTEGER,
  action TEXT NOT NULL CHECK (length(action) > 0),
  subject TEXT NOT NULL,
  before_json TEXT CHECK (before_json IS NULL OR json_valid(before_json)),
  after_json TEXT CHECK (after_json IS NULL OR json_valid(after_json)),
  reason TEXT
) STRICT;

CREATE INDEX audit_log_at ON audit_log (at_ms);
CREATE INDEX audit_log_subject ON audit_log (subject, at_ms);

CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN
  SELECT raise(ABORT, 'audit_log is append-only');
END;

CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN
  SELECT raise(ABORT, 'audit_log is append-only');
END;

-- INSERT OR REPLACE would delete a row without firing the trigger above on a connection without recursive triggers.
CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN
  SELECT raise(ABORT, 'audit_log is append-only');
END;

CREATE TABLE sync_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages that could not be understood or delivered: kept for a person to look at, never dropped.
CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  resolved_at_ms INTEGER,
  resolved_by INTEGER
) STRICT;

CREATE INDEX dead_letter_open ON dead_letter (created_at_ms) WHERE resolved_at_ms IS NULL;
