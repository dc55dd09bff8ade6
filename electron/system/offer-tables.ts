/** Owns making the repositories of offers: campaigns and rules, coupons, and how often each was used. */
import type { TillDatabase } from "../../db/open-database.ts";
import { createCouponKeyRepository } from "../../db/repositories/coupon-keys.ts";
import { createCouponRepository } from "../../db/repositories/coupons.ts";
import { createOfferUseRepository } from "../../db/repositories/offer-uses.ts";
import { createParticipationRepository } from "../../db/repositories/participations.ts";
import { createOfferRepository } from "../../db/repositories/offers.ts";

export const createOfferTables = (db: TillDatabase) => ({
  offerRepository: createOfferRepository(db),
  offerUses: createOfferUseRepository(db),
  coupons: createCouponRepository(db),
  couponKeys: createCouponKeyRepository(db),
  participations: createParticipationRepository(db),
});
