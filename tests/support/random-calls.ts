/**
 * Owns payloads for every procedure that screens can call: of the right shape with random and extreme values, and
 * near misses. Texts like "$line0" are filled in with what the till has open when the call is made.
 */
import fc from "fast-check";
import { MAX_AMOUNT_MINOR, MAX_QUANTITY_MILLI } from "../../contracts/ipc/money.ts";
import { COUPON_CHANNELS } from "../../domain/coupons/coupon-channel.ts";
import { PERMISSIONS } from "../../domain/staff/permission.ts";
import type { ProcedureName } from "../../contracts/ipc.ts";
import { AUDIT_KINDS } from "../../domain/audit/audit-action.ts";
import { OWN_CODE_KINDS } from "../../domain/catalogue/barcode/barcode-rules.ts";
import { demoProgram } from "../../electron/system/demo-loyalty.ts";
import { JOB_NAMES } from "../../domain/jobs/job-name.ts";
import type { TestTill } from "./test-till.ts";

export interface RandomCall {
  readonly name: ProcedureName;
  readonly payload: unknown;
}

const amount = (min: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min, max: 20_000 }),
    fc.constantFrom(min, MAX_AMOUNT_MINOR),
    fc.integer({ min, max: MAX_AMOUNT_MINOR }),
  );
const quantityMilli = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((units) => units * 1000),
  fc.integer({ min: 1, max: 9999 }),
  fc.constantFrom(1, MAX_QUANTITY_MILLI),
);
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.string({ maxLength: Math.floor(maxLength / 2), unit: "binary" }),
    fc.constantFrom("", "a".repeat(maxLength), "\u0000", "\ud83d", "%_'\"*", "S1-T1-000001", "15,00"),
  );
const reason = text(200);
const lineId = fc.constantFrom("$line0", "$line1", "$line2", "no such line");
const productId = fc.oneof(
  fc.integer({ min: 1, max: 120 }),
  fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);
const receiptNumber = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((number) => `S1-T1-00000${String(number)}`),
  fc.constantFrom("S1-T1-999999", "s1-t1-000001", "x"),
);
const discount = fc.oneof(
  fc.record({ percentBp: fc.integer({ min: 0, max: 10_000 }) }),
  fc.record({ amountMinor: amount(1) }),
  fc.constant(null),
);
const code = fc.oneof(
  fc.constantFrom("BAKERY-001", "BAKERY-002", "101", "4006381333931", "S1-T1-000001", "2900000000018"),
  text(100).map((typed) => `x${typed}`),
);
const barcodeRules = fc.record({
  ownPrefixes: fc.array(
    fc.record({
      kind: fc.constantFrom(...OWN_CODE_KINDS),
      prefix: fc.constantFrom("042", "G", "7"),
      length: fc.option(fc.integer({ min: 2, max: 48 })),
      checksDigit: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  labels: fc.array(
    fc.record({
      layout: fc.constantFrom("21{item:5}{weight:5}", "2{item:5}{price:5}", "{item:5}", "21{item:5"),
      decimals: fc.integer({ min: 0, max: 5 }),
      checksDigit: fc.boolean(),
      priceMeans: fc.constantFrom("quantity", "price"),
    }),
    { maxLength: 3 },
  ),
  gs1Separator: fc.option(fc.constantFrom("^", "|")),
  refusesExpired: fc.boolean(),
});
const couponCode = fc.oneof(
  fc.constantFrom("WELCOME10", " welcome10 "),
  text(100).map((typed) => `x${typed}`),
);
const cardOf = fc.constantFrom("2900000000018", "2900000000025", "12");
const giftCardCode = fc.constantFrom("GC0000000000000000", "SC1234", "x", "GC 0000 0000 0000 0001");
const customerRef = fc.constantFrom("demo-customer-0001", "demo-customer-0002", "nobody");
const refundLines = fc.array(fc.record({ lineNumber: fc.integer({ min: 1, max: 4 }), quantityMilli }), {
  minLength: 1,
  maxLength: 3,
});
const tender = fc.constantFrom("CASH", "CARD", "STORE_CREDIT");
const payoutWay = fc.constantFrom("SAME", "CASH", "CARD", "STORE_CREDIT");
const nothing = fc.constant({});
const jobId = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER));
const shiftId = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(Number.MAX_SAFE_INTEGER));
const cashEntry = fc.oneof(
  fc.record({ totalMinor: amount(0) }),
  fc.record({
    pieces: fc.array(
      fc.record({
        valueMinor: fc.constantFrom(20_000, 500, 100, 5, 1, 7),
        pieces: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { maxLength: 8 },
    ),
  }),
);
const whyText = fc.string({ minLength: 1, maxLength: 20 }).map((typed) => `r${typed}`);
const instant = fc.oneof(fc.constant(null), fc.integer(), fc.constant(Number.MAX_SAFE_INTEGER));

const pin = fc.integer({ min: 3000, max: 99_999_999 }).map(String);
const staffName = fc.string({ minLength: 1, maxLength: 20 }).map((typed) => `n${typed}`);
const roleCode = fc.constantFrom("cashier", "supervisor", "manager", "owner");
const staffId = fc.integer({ min: 1, max: 5 });
const grant = fc.constantFrom("allowed", "approval", "denied");
/** Nothing lies there: what a path does is the tests of backups. */
const absentPath = text(80).map((typed) => `/no such folder/x${typed.replaceAll(/\p{Cc}/gu, "")}`);

const referralReward = fc.oneof(
  fc.constant({ kind: "none" }),
  fc.record({ kind: fc.constant("points"), points: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant("credit"), amountMinor: amount(1) }),
  fc.record({
    kind: fc.constant("coupon"),
    percentBp: fc.integer({ min: 1, max: 10_000 }),
    validDays: fc.integer({ min: 1, max: 3650 }),
  }),
);
const membershipPlan = {
  name: staffName,
  period: fc.constantFrom("month", "year"),
  priceMinor: amount(0),
  taxRateBp: fc.constantFrom(0, 2000),
};
const segmentId = fc.integer({ min: 0, max: 8 });
const criteria = fc.constantFrom(
  { kind: "spend", days: 30, least: 100, most: null },
  {
    kind: "all",
    of: [
      { kind: "recency", least: null, most: 5 },
      { kind: "not", of: { kind: "tag", values: ["x"] } },
    ],
  },
  {
    kind: "any",
    of: [
      { kind: "birthday", within: "day" },
      { kind: "average", days: null, least: 1, most: 2 },
    ],
  },
);
const segmentWish = { name: staffName, criteria: fc.option(criteria), isDynamic: fc.boolean() };
const batchId = fc.integer({ min: 0, max: 3 });
const couponChannel = fc.constantFrom(...COUPON_CHANNELS);
const day = fc.constantFrom("2026-11-20", "2026-01-01", "2030-12-31");
const campaignCode = fc.constantFrom("WELCOME10", "TEACLUB", "GONE");
const couponTerms = {
  type: fc.constantFrom("singleUse", "multiUse", "personal", "public"),
  gives: fc.oneof(
    fc.record({ campaign: fc.constantFrom("WELCOME10", "GONE") }),
    fc.record({ percentBp: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ amountMinor: amount(1) }),
  ),
  validFrom: fc.option(day),
  validUntil: fc.option(day),
  usageLimit: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  usesPerCustomer: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  autoDeactivate: fc.boolean(),
};

/** Payloads that the schema of each procedure accepts (but for texts that are not Unicode). */
export const validPayloads: { readonly [N in ProcedureName]: fc.Arbitrary<unknown> } = {
  "app.state": nothing,
  "session.signIn": fc.record({ pin: fc.integer({ min: 3000, max: 99_999_999 }).map(String) }),
  "approval.approve": fc.record({
    requestId: fc.constantFrom("$request", "no such request"),
    pin: fc.integer({ min: 3000, max: 99_999_999 }).map(String),
  }),
  "approval.cancel": nothing,
  "staff.list": nothing,
  "staff.create": fc.record({ name: staffName, roleCode, pin }),
  "staff.update": fc.record({ staffId, name: staffName, roleCode }),
  "staff.setPin": fc.record({ staffId, pin }),
  "staff.makeBadge": fc.record({ staffId }),
  "staff.removeBadge": fc.record({ staffId }),
  "staff.remove": fc.record({ staffId }),
  "role.list": nothing,
  "role.create": fc.record({ name: staffName, like: roleCode }),
  "role.rename": fc.record({ roleCode, name: staffName }),
  "role.remove": fc.record({ roleCode }),
  "role.setRight": fc.record({
    roleCode,
    permission: fc.constantFrom(...PERMISSIONS),
    right: fc.record({ grant, limit: fc.option(fc.nat()), beyond: grant }),
  }),
  "segment.list": nothing,
  "segment.preview": fc.record({ criteria }),
  "segment.create": fc.record(segmentWish),
  "segment.update": fc.record({ ...segmentWish, segmentId }),
  "segment.delete": fc.record({ segmentId }),
  "segment.refresh": fc.record({ segmentId }),
  "segment.members": fc.record({ segmentId, after: text(60), limit: fc.integer({ min: 1, max: 200 }) }),
  "segment.addMember": fc.record({ segmentId, customerRef, reason: whyText }),
  "segment.removeMember": fc.record({ segmentId, customerRef }),
  "coupon.campaigns": nothing,
  "coupon.batches": nothing,
  "coupon.createBatch": fc.record({ ...couponTerms, name: staffName, size: fc.integer({ min: 1, max: 3 }) }),
  "coupon.resumeBatch": fc.record({ batchId }),
  "coupon.cancelBatch": fc.record({ batchId }),
  "coupon.create": fc.record({
    ...couponTerms,
    code: fc.constantFrom("SPRING", "WELCOME10", "bahar-10"),
    customerRef: fc.option(customerRef),
  }),
  "coupon.list": fc.record({
    batchId: fc.option(batchId),
    text: text(40),
    after: text(100),
    limit: fc.integer({ min: 1, max: 1000 }),
  }),
  "coupon.uses": fc.record({ code: couponCode }),
  "coupon.update": fc.record({
    code: couponCode,
    blocked: fc.boolean(),
    customerRef: fc.option(customerRef),
    customDiscountValue: fc.option(fc.constantFrom("5", "12.50", "0", "101")),
    validUntil: fc.option(day),
  }),
  "coupon.delete": fc.record({ code: couponCode }),
  "coupon.distribute": fc.oneof(
    fc.record({ batchId, channel: couponChannel }),
    fc.record({ code: couponCode, channel: couponChannel }),
  ),
  "campaign.uses": nothing,
  "campaign.setGivesBack": fc.record({
    code: campaignCode,
    givesBack: fc.constantFrom("never", "void", "whole"),
  }),
  "coupon.issueSigned": fc.record({
    gives: couponTerms.gives,
    validUntil: couponTerms.validUntil,
    count: fc.integer({ min: 1, max: 3 }),
    print: fc.boolean(),
  }),
  "coupon.checkSigned": fc.record({
    code: fc.oneof(fc.constantFrom(`TWC1${"0".repeat(150)}`, `twc1${"Z".repeat(60)}`), code),
  }),
  "coupon.keys": nothing,
  "coupon.setKey": fc.record({
    publicKey: fc.constantFrom(
      "no key",
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----",
    ),
    name: staffName,
    isTrusted: fc.boolean(),
  }),
  "coupon.give": fc.record({ code: couponCode, customerRef, channel: couponChannel }),
  "participation.offers": fc.record({ customerRef }),
  "participation.join": fc.record({ customerRef, campaign: campaignCode }),
  "participation.cancel": fc.record({ customerRef, campaign: campaignCode }),
  "coupon.printBatch": fc.record({
    batchId,
    from: fc.integer({ min: 1, max: 3 }),
    to: fc.integer({ min: 1, max: 3 }),
  }),
  "coupon.resumePrinting": nothing,
  "coupon.cancelPrinting": nothing,
  "coupon.print": fc.record({ codes: fc.array(couponCode, { minLength: 1, maxLength: 3 }) }),
  "session.rules": nothing,
  "session.setRules": fc.record({
    maxTries: fc.integer({ min: 1, max: 20 }),
    lockoutMs: fc.integer({ min: 1000, max: 3_600_000 }),
    autoLockMs: fc.constantFrom(0, 60_000, 86_400_000),
    printsApprovals: fc.boolean(),
  }),
  "session.lock": nothing,
  "session.activity": nothing,
  "session.signOut": nothing,
  "session.setLanguage": fc.record({ language: fc.constantFrom("en", "tr", "es") }),
  "basket.get": nothing,
  "basket.scan": fc.record({ code, quantityMilli }, { requiredKeys: ["code"] }),
  "basket.addProduct": fc.record(
    { productId, quantityMilli, unitPriceMinor: amount(0), reason },
    { requiredKeys: ["productId"] },
  ),
  "basket.setQuantity": fc.record({ lineId, quantityMilli }),
  "basket.overridePrice": fc.record({ lineId, unitPriceMinor: amount(0), reason }),
  "basket.discountLine": fc.record({ lineId, discount, reason }),
  "basket.discountBasket": fc.record({ discount, reason }),
  "basket.addCoupon": fc.record({ code: couponCode }),
  "basket.removeCoupon": fc.record({ code: couponCode }),
  "basket.confirmAge": fc.record({
    productId,
    dateOfBirth: fc.option(
      fc.constantFrom("1990-02-28", "2008-11-20", "2008-11-21", "2024-02-29", "3000-01-01"),
    ),
  }),
  "basket.refuseAge": fc.record({ productId }),
  "basket.exceedLimit": fc.record({ lineId, quantityMilli }),
  "basket.exemptTax": fc.record({
    reason: fc.constantFrom("embassy", "export"),
    certificate: fc.option(fc.constant("TR-1")),
  }),
  "basket.chargeTax": nothing,
  "basket.setNote": fc.record({ lineId, note: text(200) }),
  "basket.removeLine": fc.record({ lineId }),
  "basket.voidLine": fc.record({ lineId, reason }),
  "basket.void": fc.record({ reason }),
  "basket.park": fc.record({ label: fc.option(text(60)) }),
  "basket.listParked": nothing,
  "basket.recall": fc.record({ basketId: fc.constantFrom("$parked0", "no such basket") }),
  "catalogue.search": fc.record({ text: text(100), limit: fc.integer({ min: 1, max: 50 }) }),
  "catalogue.quickItems": nothing,
  "catalogue.priceCheck": fc.record({ code }),
  "barcode.rules": nothing,
  "barcode.setRules": barcodeRules,
  "barcode.try": fc.record({ code, rules: barcodeRules }),
  "receiptLogo.get": nothing,
  "receiptLogo.set": fc.record({ file: fc.constantFrom("iVBORw0KGgo=", "QkFE") }),
  "receiptLogo.remove": nothing,
  "saleRules.get": nothing,
  "saleRules.set": fc.record({
    smallestOpenPriceMinor: amount(0),
    largestOpenPriceMinor: amount(1),
    lowestPriceDays: fc.integer({ min: 1, max: 366 }),
  }),
  "membership.settings": nothing,
  "membership.createPlan": fc.record({ ...membershipPlan, code: fc.constantFrom("CLUB", "PLUS_2") }),
  "membership.updatePlan": fc.record({ ...membershipPlan, planId: fc.integer({ min: 0, max: 3 }) }),
  "membership.removePlan": fc.record({ planId: fc.integer({ min: 0, max: 3 }) }),
  "membership.putCoupon": fc.record({
    code: fc.constantFrom("START50", "ÖĞRENCİ"),
    off: fc.oneof(
      fc.record({ percentBp: fc.integer({ min: 1, max: 10_000 }) }),
      fc.record({ amountMinor: amount(1) }),
    ),
    duration: fc.constantFrom("once", "repeating", "forever"),
    periods: fc.option(fc.integer({ min: 1, max: 1200 })),
    validUntil: fc.option(day),
    maxMembers: fc.option(fc.integer({ min: 1, max: 5 })),
  }),
  "membership.removeCoupon": fc.record({ code: fc.constantFrom("START50", "x") }),
  "membership.offers": fc.record({ couponCode: fc.option(fc.constantFrom("start50", "x")) }),
  "membership.sell": fc.record({
    planId: fc.integer({ min: 0, max: 3 }),
    couponCode: fc.option(fc.constantFrom("START50", "x")),
  }),
  "membership.ofCustomer": fc.record({ customerRef }),
  "membership.cancel": fc.record({ membershipId: fc.constant("no such membership"), reason }),
  "customerScreen.state": nothing,
  "customerScreen.setup": nothing,
  "customerScreen.setSetup": fc.record({
    theme: fc.constantFrom("light", "dark"),
    joinLink: fc.option(fc.constant("https://shop.example/join")),
  }),
  "customerScreen.open": nothing,
  "referral.program": nothing,
  "referral.setProgram": fc.record({
    active: fc.boolean(),
    referrer: referralReward,
    referee: referralReward,
    minPurchaseMinor: amount(0),
    maxPerCustomer: fc.option(fc.integer({ min: 1, max: 3 })),
    validDays: fc.option(fc.integer({ min: 1, max: 3650 })),
  }),
  "referral.ofCustomer": fc.record({ customerRef }),
  "referral.track": fc.record({ customerRef, code: fc.constantFrom("RF0123456789", "x", "RF 00000 00000") }),
  "referral.printCode": fc.record({ customerRef }),
  "referral.printReward": fc.record({ referralId: fc.constant("no such referral"), customerRef }),
  "giftCard.sell": fc.record({ amountMinor: amount(1) }),
  "giftCard.topUp": fc.record({ code: giftCardCode, amountMinor: amount(1) }),
  "giftCard.check": fc.record({ code: giftCardCode }),
  "giftCard.pay": fc.record({ code: giftCardCode, amountMinor: fc.option(amount(1)) }),
  "giftCard.list": fc.record({ text: fc.constantFrom("", "1234", "GC", "%_") }),
  "giftCard.get": fc.record({ cardId: fc.constant("no such card") }),
  "giftCard.setBlocked": fc.record({ cardId: fc.constant("no such card"), blocked: fc.boolean(), reason }),
  "giftCard.adjust": fc.record({ cardId: fc.constant("no such card"), balanceMinor: amount(0), reason }),
  "serial.ports": nothing,
  "serial.config": nothing,
  "serial.setConfig": fc.record({
    scanners: fc.constant([]),
    scale: fc.constant(null),
    display: fc.constant(null),
    keyboard: fc.constant({ prefix: "", suffix: "" }),
  }),
  "display.test": nothing,
  "scan.waiting": nothing,
  "scan.done": fc.record({ id: fc.integer(), good: fc.boolean() }),
  "scale.reading": nothing,
  "scale.tare": fc.record({ on: fc.boolean() }),
  "scale.zero": nothing,
  "payment.cash": fc.record({ tenderedMinor: fc.option(amount(1)) }),
  "payment.card": fc.record({ amountMinor: fc.option(amount(1)) }),
  "payment.cancelCard": nothing,
  "payment.giveBack": fc.record({ tenderId: fc.constantFrom("$tender0", "$tender1", "no such tender") }),
  "payment.complete": nothing,
  "receipts.find": fc.record({
    text: text(100),
    fromMs: instant,
    untilMs: instant,
    limit: fc.integer({ min: 1, max: 100 }),
  }),
  "receipts.get": fc.record({ receiptNumber }),
  "receipts.reprint": fc.record({ receiptNumber }),
  "refund.quote": fc.record({ receiptNumber, lines: refundLines }),
  "refund.byReceipt": fc.record({ receiptNumber, lines: refundLines, tender: payoutWay, reason }),
  "refund.lowestPrice": fc.record({ productId }),
  "refund.voidSale": fc.record({ receiptNumber, reason }),
  "exchange.addReturns": fc.record({ receiptNumber, lines: refundLines, reason }),
  "exchange.removeReturn": fc.record({ returnId: fc.constantFrom("$return0", "no such return") }),
  "exchange.payOut": fc.record({ tender: payoutWay }),
  "refund.withoutReceipt": fc.record({
    lines: fc.array(fc.record({ productId, quantityMilli, unitPriceMinor: fc.option(amount(0)) }), {
      minLength: 1,
      maxLength: 3,
    }),
    tender,
    reason,
  }),
  "devices.state": nothing,
  "devices.printer": nothing,
  "devices.findPrinters": nothing,
  "devices.scanNetwork": nothing,
  // No address that leads anywhere: random days print nowhere else.
  "devices.setPrinter": fc.record({
    address: fc.constantFrom("", "10.0.0.8", "http://printer"),
    backupAddress: fc.constantFrom("", "tcp://"),
    profile: fc.constantFrom("epson-80mm", "generic-58mm", "mystery"),
    changes: fc.constantFrom(null, {
      codePageNumbers: { CP857: 30 },
      cut: "none",
      givesStatus: false,
    } as const),
    backup: fc.constantFrom(null, { profile: "generic-58mm", changes: null }),
    drawer: fc.constant({ pin: 5, onMs: 100, offMs: 300, sensor: "none" } as const),
  }),
  "devices.terminal": nothing,
  "devices.setTerminal": fc.record({ address: fc.constantFrom("", "10.0.0.9", "tcp://", "file:///a") }),
  "devices.testPrint": nothing,
  "devices.openDrawer": fc.record({ reason: whyText }),
  "devices.simulate": fc.record(
    {
      printer: fc.constantFrom("ok", "refuse", "hang", "reset", "paperEnd"),
      terminal: fc.constantFrom("approve", "decline", "timeout"),
    },
    { requiredKeys: [] },
  ),
  "print.jobs": fc.record({ limit: fc.integer({ min: 1, max: 200 }) }),
  "print.document": fc.record({ jobId }),
  "print.retry": fc.record({ jobId }),
  "audit.list": fc.record({
    fromMs: instant,
    untilMs: instant,
    staffId: fc.option(fc.integer()),
    kind: fc.option(fc.constantFrom(...AUDIT_KINDS)),
    text: text(100),
    beforeId: fc.option(fc.integer({ min: 1 })),
    limit: fc.integer({ min: 1, max: 1000 }),
  }),
  "audit.people": nothing,
  "shift.state": nothing,
  "shift.open": fc.record({ float: cashEntry }),
  "shift.keepCount": fc.record({ shiftId, count: cashEntry }),
  "shift.handInCount": fc.record({ shiftId, count: cashEntry }),
  "shift.close": fc.record({ shiftId }),
  "shift.setDrawerMode": fc.record({ drawerMode: fc.constantFrom("shared", "perCashier") }),
  "cash.payIn": fc.record({ amountMinor: amount(1), reason: whyText }),
  "cash.payOut": fc.record({ amountMinor: amount(1), reason: whyText }),
  "cash.safeDrop": fc.record({ amountMinor: amount(1) }),
  "report.x": fc.record({ shiftId: fc.option(shiftId), print: fc.boolean() }),
  "report.zList": fc.record({
    beforeNumber: fc.option(fc.integer({ min: 1, max: 9 })),
    limit: fc.integer({ min: 1, max: 200 }),
  }),
  "report.z": fc.record({ number: fc.integer({ min: 1, max: 4 }) }),
  "report.reprintZ": fc.record({ number: fc.integer({ min: 1, max: 4 }) }),
  "backup.list": nothing,
  "payment.points": fc.record({ points: fc.option(fc.integer({ min: 1, max: 1000 })) }),
  "loyalty.program": nothing,
  "customer.rules": nothing,
  "customer.setRules": fc.record({
    cardFormats: fc.array(
      fc.record({
        program: fc.constantFrom("", "Other"),
        own: fc.boolean(),
        prefix: fc.constantFrom("29", "4", ""),
        length: fc.integer({ min: 4, max: 20 }),
        checkDigit: fc.constantFrom("gtin", "luhn", "none"),
      }),
      { maxLength: 2 },
    ),
    consentTexts: fc.constant(null),
  }),
  "giftCard.rules": nothing,
  "giftCard.setRules": fc.record({ validMonths: fc.integer({ min: 1, max: 36 }) }),
  "loyalty.setProgram": fc.record({
    name: fc.constant("Program"),
    active: fc.boolean(),
    earnPoints: fc.integer({ min: 0, max: 5 }),
    earnPerMinor: fc.integer({ min: 0, max: 2000 }),
    pointValueMinor: fc.integer({ min: 0, max: 100 }),
    minRedeemPoints: fc.integer({ min: 0, max: 100 }),
    redeemStep: fc.integer({ min: 0, max: 10 }),
    maxShareBp: fc.integer({ min: 0, max: 10_001 }),
    minPurchaseMinor: amount(0),
    expiryMonths: fc.option(fc.integer({ min: 1, max: 24 })),
    welcomePoints: fc.integer({ min: 0, max: 200 }),
    birthdayPoints: fc.integer({ min: 0, max: 200 }),
    tiers: fc.constant([...demoProgram.tiers]),
  }),
  "loyalty.account": fc.record({ customerRef, beforeId: fc.option(fc.integer({ min: 1, max: 99 })) }),
  "loyalty.join": fc.record({ customerRef }),
  "loyalty.adjust": fc.record({
    customerRef,
    type: fc.constantFrom("BONUS", "ADJUSTED"),
    points: fc.integer({ min: -5000, max: 5000 }),
    reason: whyText,
    requestId: fc.constantFrom("r1", "r2", "r3", "r4"),
  }),
  "jobs.list": nothing,
  "jobs.run": fc.record({ name: fc.constantFrom(...JOB_NAMES) }),
  "backup.create": fc.record({ folder: absentPath }),
  "backup.check": fc.record({ path: absentPath }),
  "backup.rehearse": fc.record({ path: absentPath }),
  "backup.restore": fc.record({ path: absentPath, confirmation: text(64), reason }),
  "journal.verify": nothing,
  "customer.find": fc.record({ text: text(200) }),
  "customer.get": fc.record({ customerRef }),
  "customer.enrol": fc.record({
    details: fc.record(
      {
        name: fc.option(text(120)),
        phone: fc.option(fc.oneof(text(40), fc.constantFrom("0555 000 10 01", "+44 20 7946 0000", "0"))),
        email: fc.option(fc.oneof(text(200), fc.constant("elif@ornek.example"))),
        dateOfBirth: fc.constantFrom(null, "1984-02-29", "2999-01-01", "x"),
        preferences: fc.constantFrom({}, { language: "tr" }),
        tags: fc.constantFrom([], ["a", "b"]),
      },
      { requiredKeys: [] },
    ),
    consents: fc.record({ marketing: fc.boolean(), sms: fc.boolean(), email: fc.boolean() }),
    cardNumber: fc.constantFrom(null, "2900000000018", "2900000000995", "2900000000996", "12"),
    evenIfKnown: fc.boolean(),
    attach: fc.boolean(),
  }),
  "customer.update": fc.record({
    customerRef,
    details: fc.record({
      name: fc.option(text(120)),
      phone: fc.constantFrom(null, "0555 000 10 01"),
      email: fc.constantFrom(null, "a@b.example"),
      dateOfBirth: fc.constantFrom(null, "1984-02-29"),
      gender: fc.constantFrom(null, "female", "male", "other"),
      nationalId: fc.constant(null),
      invoiceName: fc.option(text(200)),
      invoiceAddress: fc.constant(null),
      taxOffice: fc.constant(null),
      taxId: fc.constant(null),
      preferences: fc.constantFrom({}, { language: "tr" }),
      tags: fc.constantFrom([], ["a"]),
    }),
    consents: fc.record({ marketing: fc.boolean(), sms: fc.boolean(), email: fc.boolean() }),
  }),
  "customer.purchases": fc.record({ customerRef }),
  "customer.merge": fc.record({ fromRef: customerRef, intoRef: customerRef }),
  "customer.export": fc.record({ customerRef }),
  "customer.erase": fc.record({ customerRef }),
  "loyaltyCard.give": fc.record({
    customerRef,
    number: fc.constantFrom(null, "2900000000018", "2900000000995", "12"),
  }),
  "loyaltyCard.setState": fc.record({ number: cardOf, state: fc.constantFrom("active", "blocked") }),
  "loyaltyCard.print": fc.record({ number: cardOf }),
  "customer.attach": fc.record({ customerRef }),
  "customer.detach": nothing,
  "search.rebuild": nothing,
};

export const procedureNames = Object.keys(validPayloads) as readonly ProcedureName[];

export const validCall = (names: readonly ProcedureName[]): fc.Arbitrary<RandomCall> =>
  fc.oneof(...names.map((name) => validPayloads[name].map((payload): RandomCall => ({ name, payload }))));

const absurd = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withTypedArray: true,
    withNullPrototype: true,
  }),
  fc.constantFrom(
    -1,
    1.5,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "",
    "x".repeat(100_000),
    [],
    {},
    null,
    true,
  ),
);

/** A payload that was right before one of its members was taken away, replaced, added, or it was wrapped. */
const nearMiss = (name: ProcedureName): fc.Arbitrary<unknown> =>
  fc
    .record({
      valid: validPayloads[name],
      at: fc.nat(),
      how: fc.constantFrom("remove", "replace", "add", "wrap"),
      value: absurd,
    })
    .map(({ valid, at, how, value }) => {
      const members = Object.entries(valid as Record<string, unknown>);
      const target = at % Math.max(1, members.length);
      switch (how) {
        case "remove":
          return Object.fromEntries(members.filter((_, index) => index !== target));
        case "replace":
          return Object.fromEntries(
            members.map(([key, old], index) => [key, index === target ? value : old]),
          );
        case "add":
          return { ...Object.fromEntries(members), approved: value };
        default:
          return [valid];
      }
    });

export const hostileCall = (names: readonly ProcedureName[]): fc.Arbitrary<RandomCall> =>
  fc.oneof(
    ...names.map((name) =>
      fc.oneof(absurd, nearMiss(name), validPayloads[name]).map((payload): RandomCall => ({ name, payload })),
    ),
  );

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Fills in the ids that are open now. */
export const withOpenIds = (test: TestTill, payload: unknown): unknown => {
  if (typeof payload !== "object" || payload === null || !isPlain(payload)) {
    return payload;
  }
  const basket = test.till.basketSession.current();
  const known = new Map<unknown, string | undefined>([
    ["$line0", basket?.lines[0]?.id],
    ["$line1", basket?.lines[1]?.id],
    ["$line2", basket?.lines[2]?.id],
    ["$return0", basket?.returns[0]?.id],
    ["$tender0", basket?.tenders[0]?.id],
    ["$tender1", basket?.tenders[1]?.id],
    ["$parked0", test.till.baskets.parked()[0]?.basket.id],
  ]);
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, known.get(value) ?? value]));
};
