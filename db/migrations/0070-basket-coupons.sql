-- The coupons handed over for a basket, as a JSON list of codes in the order in which they came; NULL is none.
ALTER TABLE basket ADD COLUMN coupons_json TEXT CHECK (coupons_json IS NULL OR json_valid(coupons_json));
