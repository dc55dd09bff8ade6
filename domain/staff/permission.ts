/** Owns the names of what a member of staff may do, and which of them have a limit, in what. Checked in main only. */

export const PERMISSIONS = [
  "sale:create",
  "sale:void",
  /** A basket on which payment has started. */
  "sale:voidPaid",
  "line:void",
  "line:discount",
  "basket:discount",
  "price:override",
  /** Below the product's own lowest price. */
  "price:belowFloor",
  "tax:exempt",
  /** Another answer on the age after a date of birth was too young. */
  "sale:ageAgain",
  /** More of a product than its limit per sale. */
  "sale:overQuantityLimit",
  "receipt:read",
  "receipt:reprint",
  "refund:create",
  "refund:withoutReceipt",
  /** Cash paid out above a limit, or for what was paid by card. */
  "refund:inCash",
  /** Without a sale. */
  "drawer:open",
  "cash:payIn",
  "cash:payOut",
  "cash:safeDrop",
  "shift:open",
  "shift:close",
  /** Somebody else's. */
  "shift:closeOther",
  "report:x",
  "report:z",
  "audit:read",
  "journal:verify",
  "backup:create",
  "backup:restore",
  "search:rebuild",
  "staff:read",
  "staff:update",
  "role:update",
  "device:configure",
  "store:configure",
  "campaign:create",
  "campaign:read",
  "campaign:update",
  "campaign:delete",
  "segment:create",
  "segment:read",
  "segment:update",
  "segment:delete",
  "coupon:create",
  "coupon:read",
  "coupon:update",
  "coupon:delete",
  "coupon:apply",
  "customer:read",
  "customer:create",
  "customer:update",
  "customer:merge",
  /** Their data as a file, and their data gone. */
  "customer:erase",
  "loyaltyCard:create",
  "loyaltyCard:update",
  "referral:read",
  /** Seeing what the till does by itself, and asking for it at once. */
  "job:run",
  /** Points given or taken by hand. */
  "loyalty:adjust",
  "giftcard:sell",
  /** Lists of them; anybody who sells may ask for the balance of one whose code is at hand. */
  "giftcard:read",
  "giftcard:block",
  "giftcard:adjust",
  "membership:sell",
  "membership:cancel",
  /** Plans, and coupons for them. */
  "membership:configure",
  "referral:configure",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What a limit counts: a percent off in basis points, or an amount in minor units. */
export type Measure = "percentBp" | "amountMinor";

/** Permissions that may have a limit; all others are granted as a whole. */
export const MEASURE_OF: Readonly<Partial<Record<Permission, Measure>>> = {
  "line:discount": "percentBp",
  "basket:discount": "percentBp",
  "price:override": "percentBp",
  "refund:create": "amountMinor",
  "refund:withoutReceipt": "amountMinor",
  "refund:inCash": "amountMinor",
  "cash:payOut": "amountMinor",
};

export const isPermission = (name: string): name is Permission =>
  (PERMISSIONS as readonly string[]).includes(name);
