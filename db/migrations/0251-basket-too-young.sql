-- The lowest age that a date of birth was too young for in this basket; the date itself is kept nowhere.
ALTER TABLE basket ADD COLUMN too_young_for INTEGER CHECK (too_young_for > 0);
