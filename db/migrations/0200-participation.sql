-- Who joined which campaign, and the coupon that they are entitled to by it: issued once, used up like any other coupon.
-- Whether it was redeemed is told by the uses of that coupon; a use that comes back makes it good again.

CREATE TABLE campaign_participation (
  id INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL CHECK (length(campaign) > 0),
  customer_ref TEXT NOT NULL CHECK (length(customer_ref) > 0),
  -- null: the campaign is not meant for this customer yet.
  code_key TEXT UNIQUE REFERENCES coupon (code_key),
  joined_at_ms INTEGER NOT NULL,
  joined_by INTEGER,
  issued_at_ms INTEGER,
  cancelled_at_ms INTEGER,
  cancelled_by INTEGER,
  CHECK ((code_key IS NULL) = (issued_at_ms IS NULL))
) STRICT;
-- A customer takes part in a campaign once at a time.
CREATE UNIQUE INDEX campaign_participation_once ON campaign_participation (customer_ref, campaign)
  WHERE cancelled_at_ms IS NULL;
CREATE INDEX campaign_participation_campaign ON campaign_participation (campaign);
