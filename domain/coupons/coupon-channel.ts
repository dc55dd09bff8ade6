/** Owns the ways in which a coupon reaches a customer. */
export const COUPON_CHANNELS = ["SMS", "EMAIL", "PUSH", "MANUAL"] as const;
export type CouponChannel = (typeof COUPON_CHANNELS)[number];
