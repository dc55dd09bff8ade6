-- What else a tier brings, in the shop's own words; empty: nothing more.
ALTER TABLE loyalty_tier ADD COLUMN benefits TEXT NOT NULL DEFAULT '' CHECK (length(benefits) <= 200);
