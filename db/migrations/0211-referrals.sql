-- Referrals: the code by which a customer brings others, and who brought whom, with what both sides got for it.

CREATE TABLE referral_code (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  customer_ref TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_code_customer ON referral_code (customer_ref);

CREATE TABLE referral (
  -- Random: stands for it in the journal and in the reasons of points.
  id TEXT PRIMARY KEY,
  referrer_ref TEXT NOT NULL,
  -- Brought once in a lifetime.
  referee_ref TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL REFERENCES referral_code (code),
  state TEXT NOT NULL CHECK (state IN ('pending', 'completed', 'rewarded', 'expired')),
  -- The sale that qualified it.
  sale_seq INTEGER,
  completed_at_ms INTEGER,
  rewarded_at_ms INTEGER,
  -- What each side got; null: nothing.
  referrer_reward_json TEXT CHECK (referrer_reward_json IS NULL OR json_valid(referrer_reward_json)),
  referee_reward_json TEXT CHECK (referee_reward_json IS NULL OR json_valid(referee_reward_json)),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  -- null: the till itself.
  updated_by INTEGER,
  CHECK (referrer_ref <> referee_ref OR state = 'expired'),
  CHECK ((state IN ('completed', 'rewarded')) <= (sale_seq IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_referrer ON referral (referrer_ref);
CREATE INDEX referral_code_used ON referral (code);
CREATE INDEX referral_open ON referral (state, created_at_ms) WHERE state IN ('pending', 'completed');
CREATE INDEX referral_sale ON referral (sale_seq) WHERE sale_seq IS NOT NULL;

CREATE TRIGGER referral_no_delete BEFORE DELETE ON referral
BEGIN SELECT raise(ABORT, 'who brought whom is kept'); END;
