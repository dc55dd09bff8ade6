-- To whom a coupon was handed out, where that is known. What everybody may use stays everybody's, and is theirs to be reminded of.
ALTER TABLE coupon_distribution ADD COLUMN customer_ref TEXT;
CREATE INDEX coupon_distribution_customer ON coupon_distribution (customer_ref) WHERE customer_ref IS NOT NULL;
