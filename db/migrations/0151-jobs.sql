-- What the till did by itself, once for each period of the store's calendar. The newest period of a job says what is due.

CREATE TABLE job_run (
  job TEXT NOT NULL CHECK (length(job) > 0),
  -- "2026-11-27", "2026-11" or "2026": sorts by time.
  period TEXT NOT NULL CHECK (length(period) > 0),
  at_ms INTEGER NOT NULL,
  -- How many customers, cards or whatever the job goes over it changed.
  done_count INTEGER NOT NULL CHECK (done_count >= 0),
  -- The person who asked for it; NULL: the till itself.
  staff_id INTEGER,
  PRIMARY KEY (job, period)
) STRICT, WITHOUT ROWID;

-- The last time that a job could not be done; gone once it could.
CREATE TABLE job_failure (
  job TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
