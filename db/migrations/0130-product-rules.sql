-- What may be sold to whom, how much of it at once, and what must be sold along with it.
ALTER TABLE product ADD COLUMN min_age INTEGER CHECK (min_age IS NULL OR min_age BETWEEN 1 AND 120);
ALTER TABLE product ADD COLUMN max_per_sale_milli INTEGER CHECK (max_per_sale_milli IS NULL OR max_per_sale_milli > 0);
-- The product of kind 'deposit' that is charged with each piece of this one.
ALTER TABLE product ADD COLUMN deposit_product_id INTEGER REFERENCES product (id)
  CHECK (deposit_product_id IS NULL OR deposit_product_id <> id);
CREATE INDEX product_deposit ON product (deposit_product_id) WHERE deposit_product_id IS NOT NULL;

-- Which age was shown, how and to whom. Never a date of birth.
ALTER TABLE basket ADD COLUMN age_check_json TEXT CHECK (age_check_json IS NULL OR json_valid(age_check_json));
ALTER TABLE basket ADD COLUMN tax_exemption_json TEXT
  CHECK (tax_exemption_json IS NULL OR json_valid(tax_exemption_json));
-- Quantities above a product's limit that somebody with the right has allowed, as a JSON list.
ALTER TABLE basket ADD COLUMN limit_approvals_json TEXT
  CHECK (limit_approvals_json IS NULL OR json_valid(limit_approvals_json));
-- The item whose deposit this line is.
ALTER TABLE basket_line ADD COLUMN deposit_of_line_id TEXT;

ALTER TABLE sale ADD COLUMN tax_exempt_reason TEXT;
ALTER TABLE sale ADD COLUMN tax_exempt_certificate TEXT;
ALTER TABLE sale_line ADD COLUMN deposit_of_line_number INTEGER;
