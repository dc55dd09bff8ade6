/**
 * Owns the names of everything that leaves an audit entry, and the kind under which a person looks for it. A use case
 * cannot append an entry under a name that is not here, and every name has a text in each language (a test compares).
 * Names are stored: one that was used is never given another meaning.
 */

export type AuditKind =
  | "price"
  | "basket"
  | "money"
  | "receipt"
  | "staff"
  | "customer"
  | "configuration"
  | "books";

export const AUDIT_ACTIONS = {
  "price.override": "price",
  "line.discount": "price",
  "basket.discount": "price",
  "line.quantity": "basket",
  "line.remove": "basket",
  "line.void": "basket",
  "basket.void": "basket",
  "age.confirmed": "basket",
  "age.refused": "basket",
  "limit.exceed": "basket",
  "tax.exempt": "price",
  "tax.charge": "price",
  "tender.giveBack": "money",
  "tender.notCharged": "money",
  "tender.reversed": "money",
  "refund.create": "money",
  "sale.void": "money",
  "exchange.create": "money",
  "exchange.return": "basket",
  "exchange.keep": "basket",
  "refund.card.asked": "money",
  "refund.card.unrecorded": "money",
  "drawer.open": "money",
  "shift.open": "money",
  "shift.count": "money",
  "shift.close": "money",
  "cash.payIn": "money",
  "cash.payOut": "money",
  "cash.safeDrop": "money",
  "report.x": "money",
  "report.reprint": "receipt",
  "receipt.reprint": "receipt",
  signIn: "staff",
  "signIn.lockedOut": "staff",
  signOut: "staff",
  "session.lock": "staff",
  "session.unlock": "staff",
  "session.switch": "staff",
  "staff.create": "staff",
  "staff.update": "staff",
  "staff.remove": "staff",
  "staff.pin": "staff",
  "staff.badge": "staff",
  "role.update": "staff",
  "role.create": "staff",
  "role.rename": "staff",
  "role.remove": "staff",
  "customer.enrol": "customer",
  "customer.update": "customer",
  "customer.merge": "customer",
  "customer.export": "customer",
  "customer.erase": "customer",
  "customer.rules": "configuration",
  "loyaltyCard.create": "customer",
  "loyaltyCard.update": "customer",
  "giftCard.block": "money",
  "giftCard.unblock": "money",
  "giftCard.adjust": "money",
  "giftCard.rules": "configuration",
  "membership.plan.create": "configuration",
  "membership.plan.update": "configuration",
  "membership.plan.delete": "configuration",
  "membership.coupon.put": "configuration",
  "membership.coupon.delete": "configuration",
  "membership.cancel": "customer",
  "referral.track": "customer",
  "setting.referral": "configuration",
  "setting.display": "configuration",
  "setting.session": "configuration",
  "setting.language": "configuration",
  "setting.drawerMode": "configuration",
  "setting.printer": "configuration",
  "setting.terminal": "configuration",
  "setting.barcodes": "configuration",
  "setting.saleRules": "configuration",
  "setting.serialDevices": "configuration",
  "weight.typed": "basket",
  "device.simulate": "configuration",
  "catalogue.import": "configuration",
  "campaign.usedUp": "configuration",
  "campaign.givesBack": "configuration",
  "campaign.goesOn": "configuration",
  "segment.create": "configuration",
  "segment.update": "configuration",
  "segment.delete": "configuration",
  "segment.member": "configuration",
  "coupon.create": "configuration",
  "coupon.update": "configuration",
  "coupon.delete": "configuration",
  "coupon.distribute": "configuration",
  "coupon.batch": "configuration",
  "coupon.batchCancelled": "configuration",
  "coupon.signed": "configuration",
  "coupon.key": "configuration",
  "coupon.usedUp": "configuration",
  "coupon.goesOn": "configuration",
  "participation.join": "customer",
  "participation.couponIssued": "customer",
  "participation.cancel": "customer",
  "journal.verify": "books",
  "journal.import": "books",
  "search.rebuild": "books",
  "backup.create": "books",
  "backup.restore": "books",
  "job.run": "books",
  "loyalty.program": "configuration",
  "loyalty.join": "customer",
  "loyalty.adjust": "customer",
} as const satisfies Readonly<Record<string, AuditKind>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export const AUDIT_KINDS: readonly AuditKind[] = [
  "price",
  "basket",
  "money",
  "receipt",
  "staff",
  "customer",
  "configuration",
  "books",
];

const NAMES = Object.keys(AUDIT_ACTIONS) as readonly AuditAction[];

export const actionsOfKind = (kind: AuditKind): readonly AuditAction[] =>
  NAMES.filter((name) => AUDIT_ACTIONS[name] === kind);
