/** Owns the names of what a member of staff may do, and the two roles of a small shop. Checked in main only. */

export const PERMISSIONS = [
  "sale:create",
  "sale:void",
  "line:void",
  "line:discount",
  "basket:discount",
  "price:override",
  "receipt:read",
  "receipt:reprint",
  "refund:create",
  "refund:withoutReceipt",
  "drawer:open",
  "device:configure",
  "audit:read",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export type Role = "cashier" | "manager";

const CASHIER: readonly Permission[] = [
  "sale:create",
  "sale:void",
  "line:void",
  "line:discount",
  "receipt:read",
  "receipt:reprint",
  "refund:create",
];

export const PERMISSIONS_OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  cashier: CASHIER,
  manager: PERMISSIONS,
};
