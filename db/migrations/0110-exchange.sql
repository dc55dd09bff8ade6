-- Goods of earlier receipts that come back in a basket: one list, because it is read and written whole.
ALTER TABLE basket ADD COLUMN returns_json TEXT CHECK (returns_json IS NULL OR json_valid(returns_json));
