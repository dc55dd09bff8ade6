-- Why a job could not be done, as a person is told; the detail beside it is the program's own words.
ALTER TABLE job_failure ADD COLUMN cause TEXT NOT NULL DEFAULT 'Program' CHECK (cause IN
  ('DiskFull', 'ReadOnly', 'Corrupt', 'NotADatabase', 'InUse', 'CannotOpen', 'DiskError', 'Program'));
