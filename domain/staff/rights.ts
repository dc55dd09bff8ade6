/**
 * Owns what a role may do: per permission allowed, allowed with a second person's approval, or denied, where a limit
 * parts two of them. Every role has a right for every permission; what a shop has not set is the program's default.
 */
import { MEASURE_OF, PERMISSIONS, type Permission } from "./permission.ts";

export type Grant = "allowed" | "approval" | "denied";

export interface Right {
  /** Up to and including the limit. */
  readonly grant: Grant;
  /** Basis points or minor units, see MEASURE_OF; null: no limit. */
  readonly limit: number | null;
  /** Above the limit; never more than `grant`. */
  readonly beyond: Grant;
}

export type Rights = Readonly<Record<Permission, Right>>;

const WEIGHT: Readonly<Record<Grant, number>> = { denied: 0, approval: 1, allowed: 2 };

/** A right as it may be stored and used: a limit only where there is something to count, and less above it. */
export const isSoundRight = (permission: Permission, right: Right): boolean =>
  right.limit === null
    ? right.beyond === right.grant
    : MEASURE_OF[permission] !== undefined &&
      Number.isSafeInteger(right.limit) &&
      right.limit >= 0 &&
      WEIGHT[right.beyond] <= WEIGHT[right.grant];

/** Whether a right lets its holder do anything, alone or approved, that another right does not. */
const givesMore = (right: Right, than: Right): boolean =>
  [0, right.limit ?? 0, (than.limit ?? 0) + 1, Number.MAX_SAFE_INTEGER].some(
    (measure) => WEIGHT[grantAt(right, measure)] > WEIGHT[grantAt(than, measure)],
  );

/** Nobody hands out what they do not have. */
export const isWithin = (rights: Rights, own: Rights): boolean =>
  PERMISSIONS.every((permission) => !givesMore(rights[permission], own[permission]));

/** What the right says at a measure; without one, what it says at least up to its limit. */
export const grantAt = (right: Right, measure: number | null): Grant =>
  right.limit !== null && measure !== null && measure > right.limit ? right.beyond : right.grant;

const ALLOWED: Right = { grant: "allowed", limit: null, beyond: "allowed" };
const APPROVAL: Right = { grant: "approval", limit: null, beyond: "approval" };
const DENIED: Right = { grant: "denied", limit: null, beyond: "denied" };
const upTo = (limit: number): Right => ({ grant: "allowed", limit, beyond: "approval" });

const eachAs = (right: Right): Rights =>
  Object.fromEntries(PERMISSIONS.map((permission) => [permission, right])) as Rights;

export const EVERYTHING: Rights = eachAs(ALLOWED);
export const NOTHING: Rights = eachAs(DENIED);

const CASHIER: Rights = {
  ...NOTHING,
  "sale:create": ALLOWED,
  "sale:void": ALLOWED,
  "sale:voidPaid": APPROVAL,
  "line:void": ALLOWED,
  "line:discount": upTo(1000),
  "basket:discount": upTo(1000),
  "price:override": APPROVAL,
  "price:belowFloor": APPROVAL,
  "tax:exempt": APPROVAL,
  "sale:ageAgain": APPROVAL,
  "sale:overQuantityLimit": APPROVAL,
  "receipt:read": ALLOWED,
  "receipt:reprint": ALLOWED,
  "refund:create": upTo(50_000),
  "refund:withoutReceipt": APPROVAL,
  "refund:inCash": upTo(50_000),
  "drawer:open": APPROVAL,
  "cash:payIn": ALLOWED,
  "cash:payOut": APPROVAL,
  "cash:safeDrop": ALLOWED,
  "shift:open": ALLOWED,
  "shift:close": ALLOWED,
  "shift:closeOther": APPROVAL,
  // An X report says what the drawer should hold: whoever counts it blind must not have read that.
  "report:x": APPROVAL,
  "report:z": APPROVAL,
  "coupon:apply": ALLOWED,
  "customer:read": ALLOWED,
  "customer:create": ALLOWED,
  "customer:update": ALLOWED,
  "customer:merge": APPROVAL,
  "customer:erase": APPROVAL,
  "loyaltyCard:create": ALLOWED,
  "loyaltyCard:update": ALLOWED,
  "loyalty:adjust": APPROVAL,
  "giftcard:sell": ALLOWED,
  "giftcard:block": APPROVAL,
  "membership:sell": ALLOWED,
  "membership:cancel": APPROVAL,
};

const SUPERVISOR: Rights = {
  ...CASHIER,
  "sale:voidPaid": ALLOWED,
  "line:discount": upTo(3000),
  "basket:discount": upTo(3000),
  "price:override": upTo(3000),
  "tax:exempt": ALLOWED,
  "sale:ageAgain": ALLOWED,
  "sale:overQuantityLimit": ALLOWED,
  "refund:create": upTo(200_000),
  "refund:withoutReceipt": upTo(50_000),
  "refund:inCash": upTo(200_000),
  "drawer:open": ALLOWED,
  "cash:payOut": upTo(100_000),
  "shift:closeOther": ALLOWED,
  "report:x": ALLOWED,
  "report:z": ALLOWED,
  "audit:read": ALLOWED,
  "journal:verify": ALLOWED,
  "backup:create": ALLOWED,
  "search:rebuild": ALLOWED,
  "staff:read": ALLOWED,
  "device:configure": ALLOWED,
  "campaign:read": ALLOWED,
  "coupon:read": ALLOWED,
  "segment:read": ALLOWED,
  "referral:read": ALLOWED,
  "job:run": ALLOWED,
  "giftcard:read": ALLOWED,
  "giftcard:block": ALLOWED,
  "giftcard:adjust": APPROVAL,
  "membership:cancel": ALLOWED,
};

/** A role that the program does not know may do what a shop has given it, and nothing else. */
const defaultRights = (roleCode: string): Rights => {
  switch (roleCode) {
    case "cashier":
      return CASHIER;
    case "supervisor":
      return SUPERVISOR;
    case "manager":
      return EVERYTHING;
    default:
      return NOTHING;
  }
};

/** `stored`: what a shop has set, as JSON. What is not a sound right of a known permission counts as not set. */
export const rightsOfRole = (roleCode: string, stored: unknown): Rights => {
  const set = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const defaults = defaultRights(roleCode);
  return Object.fromEntries(
    PERMISSIONS.map((permission) => [
      permission,
      readRight(permission, set[permission]) ?? defaults[permission],
    ]),
  ) as Rights;
};

const readRight = (permission: Permission, value: unknown): Right | null => {
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const { grant, limit, beyond } = value as Record<string, unknown>;
  if (!isGrant(grant) || !isGrant(beyond) || (limit !== null && typeof limit !== "number")) {
    return null;
  }
  const right: Right = { grant, limit, beyond };
  return isSoundRight(permission, right) ? right : null;
};

const isGrant = (value: unknown): value is Grant =>
  value === "allowed" || value === "approval" || value === "denied";
