/** Every procedure that screens can call, and what it leaves in the audit log; each changing one is really called. */
import { VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { DEFAULT_CARD_FORMATS } from "../../../domain/customer/card-format.ts";
import { demoProgram } from "../../../electron/system/demo-loyalty.ts";
import { NO_DETAILS } from "../../../domain/customer/customer.ts";
import { tmpdir } from "node:os";
import { DEFAULT_BARCODE_RULES } from "../../../domain/catalogue/barcode/barcode-rules.ts";
import { describe, expect, it } from "vitest";
import type { ProcedureName } from "../../../contracts/ipc.ts";
import { AUDIT_ACTIONS, type AuditAction } from "../../../domain/audit/audit-action.ts";
import { LOGO_PNG } from "../../support/logo-file.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

type Leaves =
  | "reads"
  /** Changes something that is no money, price, right or configuration, or that has a record of its own: which. */
  | { readonly told: string }
  | { readonly actions: readonly AuditAction[]; readonly run: (test: TestTill) => Promise<unknown> };

const leaves = (action: AuditAction, run: (test: TestTill) => Promise<unknown>): Leaves => ({
  actions: [action],
  run,
});

const scan = (test: TestTill, code = "BAKERY-001") => test.must("basket.scan", { code });

const lineOf = async (test: TestTill): Promise<string> => {
  await scan(test);
  return (await test.must("basket.get", {}))?.lines[0]?.id ?? "";
};

const beerOf = (test: TestTill): number => test.till.products.search("bira 33", 1)[0]?.id ?? 0;

const sell = async (test: TestTill): Promise<string> => {
  await scan(test);
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? paid.sale.receiptNumber : "";
};

const closeShift = async (test: TestTill): Promise<void> => {
  await test.must("shift.handInCount", { shiftId: 1, count: { totalMinor: 0 } });
  await test.must("shift.close", { shiftId: 1 });
};

const takeBack = async (test: TestTill) =>
  test.must("exchange.addReturns", {
    receiptNumber: await sell(test),
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    reason: "r",
  });

const SEGMENT = { name: "Regulars", criteria: null, isDynamic: false } as const;

const nameMember = (test: TestTill) =>
  test.must("segment.addMember", { segmentId: 1, customerRef: "demo-customer-0001", reason: "r" });

const COUPON = {
  type: "public",
  gives: { percentBp: 500 },
  validFrom: null,
  validUntil: null,
  usageLimit: null,
  usesPerCustomer: null,
  autoDeactivate: true,
} as const;

const makeCoupon = (test: TestTill) =>
  test.must("coupon.create", { ...COUPON, code: "SPRING", customerRef: null });

const CUSTOMER = "demo-customer-0001";

const joinClub = (test: TestTill) =>
  test.must("participation.join", { customerRef: CUSTOMER, campaign: "TEACLUB" });

const makeBatch = async (test: TestTill): Promise<number> => {
  const { batchId } = await test.must("coupon.createBatch", { ...COUPON, name: "Spring", size: 3 });
  await test.till.couponBatches.settled();
  return batchId;
};

/** As a crash would leave it. */
const stoppedBatch = async (test: TestTill): Promise<number> => {
  const batchId = await makeBatch(test);
  test.till.db.sqlite.exec("UPDATE coupon_batch SET state = 'making', size = 4");
  return batchId;
};

const giftCardOf = async (test: TestTill): Promise<string> => {
  await test.must("giftCard.sell", { amountMinor: 5000 });
  await test.must("payment.cash", { tenderedMinor: null });
  return (await test.must("giftCard.list", { text: "" })).cards[0]?.id ?? "";
};

const bringFriends = (test: TestTill) =>
  test.must("referral.setProgram", {
    active: true,
    referrer: { kind: "credit", amountMinor: 2000 },
    referee: { kind: "none" },
    minPurchaseMinor: 0,
    maxPerCustomer: null,
    validDays: null,
  });

const PLAN = { name: "Club", period: "month", priceMinor: 10_000, taxRateBp: 2000 } as const;

const planOf = async (test: TestTill): Promise<number> =>
  (await test.must("membership.createPlan", { ...PLAN, code: "CLUB" })).plans[0]?.id ?? 0;

const membershipCoupon = (test: TestTill) =>
  test.must("membership.putCoupon", {
    code: "START50",
    off: { percentBp: 5000 },
    duration: "once",
    periods: null,
    validUntil: null,
    maxMembers: null,
  });

const DRAFT = { told: "a basket is a draft; its sale's record and journal entry name what is in it" };
const SALE = { told: "the sale's own record and its journal entry" };

const LEAVES: { readonly [N in ProcedureName]: Leaves } = {
  "app.state": "reads",
  "session.signIn": leaves("signIn", async (test) => {
    await test.must("session.signOut", {});
    await signIn(test);
  }),
  "session.signOut": leaves("signOut", (test) => test.must("session.signOut", {})),
  "session.setLanguage": leaves("setting.language", (test) =>
    test.must("session.setLanguage", { language: "tr" }),
  ),
  "approval.approve": { told: "the approved call's own entry names the approver" },
  "approval.cancel": { told: "nothing was done" },
  "staff.list": "reads",
  "staff.create": leaves("staff.create", (test) =>
    test.must("staff.create", { name: "Zeynep A.", roleCode: "cashier", pin: "4711" }),
  ),
  "staff.update": leaves("staff.update", (test) =>
    test.must("staff.update", { staffId: 1, name: "Ayşe Kaya", roleCode: "supervisor" }),
  ),
  "staff.setPin": leaves("staff.pin", (test) => test.must("staff.setPin", { staffId: 1, pin: "4711" })),
  "staff.makeBadge": leaves("staff.badge", (test) => test.must("staff.makeBadge", { staffId: 1 })),
  "staff.removeBadge": leaves("staff.badge", (test) => test.must("staff.removeBadge", { staffId: 1 })),
  "staff.remove": leaves("staff.remove", (test) => test.must("staff.remove", { staffId: 1 })),
  "role.list": "reads",
  "role.create": leaves("role.create", (test) =>
    test.must("role.create", { name: "Trainee", like: "cashier" }),
  ),
  "role.rename": leaves("role.rename", async (test) => {
    const { code } = await test.must("role.create", { name: "Trainee", like: "cashier" });
    await test.must("role.rename", { roleCode: code, name: "Beginner" });
  }),
  "role.remove": leaves("role.remove", async (test) => {
    const { code } = await test.must("role.create", { name: "Trainee", like: "cashier" });
    await test.must("role.remove", { roleCode: code });
  }),
  "role.setRight": leaves("role.update", (test) =>
    test.must("role.setRight", {
      roleCode: "cashier",
      permission: "drawer:open",
      right: { grant: "denied", limit: null, beyond: "denied" },
    }),
  ),
  "session.rules": "reads",
  "session.setRules": leaves("setting.session", (test) =>
    test.must("session.setRules", { maxTries: 3, lockoutMs: 30_000, autoLockMs: 0, printsApprovals: true }),
  ),
  "session.lock": leaves("session.lock", (test) => test.must("session.lock", {})),
  "session.activity": "reads",
  "membership.settings": "reads",
  "membership.createPlan": leaves("membership.plan.create", planOf),
  "membership.updatePlan": leaves("membership.plan.update", async (test) =>
    test.must("membership.updatePlan", { ...PLAN, planId: await planOf(test), priceMinor: 1 }),
  ),
  "membership.removePlan": leaves("membership.plan.delete", async (test) =>
    test.must("membership.removePlan", { planId: await planOf(test) }),
  ),
  "membership.putCoupon": leaves("membership.coupon.put", membershipCoupon),
  "membership.removeCoupon": leaves("membership.coupon.delete", async (test) => {
    await membershipCoupon(test);
    await test.must("membership.removeCoupon", { code: "START50" });
  }),
  "membership.offers": "reads",
  "membership.sell": DRAFT,
  "membership.ofCustomer": "reads",
  "membership.cancel": leaves("membership.cancel", async (test) => {
    const planId = await planOf(test);
    await test.must("customer.attach", { customerRef: "demo-customer-0001" });
    await test.must("membership.sell", { planId, couponCode: null });
    await test.must("payment.cash", { tenderedMinor: null });
    const [membership] = await test.must("membership.ofCustomer", { customerRef: "demo-customer-0001" });
    await test.must("membership.cancel", { membershipId: membership?.id ?? "", reason: "r" });
  }),
  "customerScreen.state": "reads",
  "customerScreen.setup": "reads",
  "customerScreen.setSetup": leaves("setting.display", (test) =>
    test.must("customerScreen.setSetup", { theme: "dark", joinLink: null }),
  ),
  "customerScreen.open": { told: "opens a window" },
  "referral.program": "reads",
  "referral.setProgram": leaves("setting.referral", bringFriends),
  "referral.ofCustomer": { told: "makes the customer's code, which changes nothing for anybody" },
  "referral.track": leaves("referral.track", async (test) => {
    await bringFriends(test);
    const { code } = await test.must("referral.ofCustomer", { customerRef: "demo-customer-0001" });
    await test.must("referral.track", { customerRef: "demo-customer-0002", code });
  }),
  "referral.printCode": { told: "prints only" },
  "referral.printReward": { told: "prints only" },
  "giftCard.sell": DRAFT,
  "giftCard.topUp": DRAFT,
  "giftCard.check": "reads",
  "giftCard.pay": SALE,
  "giftCard.list": "reads",
  "giftCard.get": "reads",
  "giftCard.setBlocked": leaves("giftCard.block", async (test) =>
    test.must("giftCard.setBlocked", { cardId: await giftCardOf(test), blocked: true, reason: "r" }),
  ),
  "giftCard.adjust": leaves("giftCard.adjust", async (test) =>
    test.must("giftCard.adjust", { cardId: await giftCardOf(test), balanceMinor: 1, reason: "r" }),
  ),
  "basket.get": "reads",
  "basket.scan": DRAFT,
  "basket.addProduct": leaves("price.override", (test) =>
    test.must("basket.addProduct", {
      productId: test.till.products.findBySku("BAKERY-001")?.id ?? 0,
      unitPriceMinor: 1000,
      reason: "agreed",
    }),
  ),
  "basket.setQuantity": leaves("line.quantity", async (test) =>
    test.must("basket.setQuantity", { lineId: await lineOf(test), quantityMilli: 2000 }),
  ),
  "basket.overridePrice": leaves("price.override", async (test) =>
    test.must("basket.overridePrice", { lineId: await lineOf(test), unitPriceMinor: 1, reason: "r" }),
  ),
  "basket.discountLine": leaves("line.discount", async (test) =>
    test.must("basket.discountLine", {
      lineId: await lineOf(test),
      discount: { percentBp: 100 },
      reason: "r",
    }),
  ),
  "basket.discountBasket": leaves("basket.discount", async (test) => {
    await scan(test);
    return test.must("basket.discountBasket", { discount: { percentBp: 100 }, reason: "r" });
  }),
  "basket.addCoupon": DRAFT,
  "basket.removeCoupon": DRAFT,
  "basket.confirmAge": leaves("age.confirmed", (test) =>
    test.must("basket.confirmAge", { productId: beerOf(test), dateOfBirth: null }),
  ),
  "basket.refuseAge": leaves("age.refused", (test) =>
    test.must("basket.refuseAge", { productId: beerOf(test) }),
  ),
  "basket.exceedLimit": leaves("limit.exceed", async (test) =>
    test.must("basket.exceedLimit", { lineId: await lineOf(test), quantityMilli: 2000 }),
  ),
  "basket.exemptTax": leaves("tax.exempt", async (test) => {
    await scan(test);
    return test.must("basket.exemptTax", { reason: "r", certificate: null });
  }),
  "basket.chargeTax": leaves("tax.charge", async (test) => {
    await scan(test);
    return test.must("basket.chargeTax", {});
  }),
  "basket.setNote": DRAFT,
  "basket.removeLine": leaves("line.remove", async (test) =>
    test.must("basket.removeLine", { lineId: await lineOf(test) }),
  ),
  "basket.voidLine": leaves("line.void", async (test) =>
    test.must("basket.voidLine", { lineId: await lineOf(test), reason: "r" }),
  ),
  "basket.void": leaves("basket.void", async (test) => {
    await scan(test);
    return test.must("basket.void", { reason: "r" });
  }),
  "basket.park": DRAFT,
  "basket.listParked": "reads",
  "basket.recall": DRAFT,
  "catalogue.search": "reads",
  "catalogue.quickItems": "reads",
  "catalogue.priceCheck": "reads",
  "barcode.rules": "reads",
  "barcode.setRules": leaves("setting.barcodes", (test) =>
    test.must("barcode.setRules", { ...DEFAULT_BARCODE_RULES, refusesExpired: false }),
  ),
  "barcode.try": "reads",
  "saleRules.get": "reads",
  "saleRules.set": leaves("setting.saleRules", (test) =>
    test.must("saleRules.set", {
      smallestOpenPriceMinor: 5,
      largestOpenPriceMinor: 500,
      lowestPriceDays: 14,
    }),
  ),
  "receiptLogo.get": "reads",
  "receiptLogo.set": leaves("setting.receiptLogo", (test) =>
    test.must("receiptLogo.set", { file: LOGO_PNG.toString("base64") }),
  ),
  "receiptLogo.remove": leaves("setting.receiptLogo", async (test) => {
    await test.must("receiptLogo.set", { file: LOGO_PNG.toString("base64") });
    return test.must("receiptLogo.remove", {});
  }),
  "serial.ports": "reads",
  "serial.config": "reads",
  "serial.setConfig": leaves("setting.serialDevices", (test) =>
    test.must("serial.setConfig", {
      scanners: [],
      scale: null,
      display: null,
      keyboard: { prefix: "", suffix: "" },
    }),
  ),
  "display.test": { told: "the customer display" },
  "scan.waiting": "reads",
  "scan.done": { told: "a scan is a draft until it is a line" },
  "scale.reading": "reads",
  "scale.tare": { told: "what is sold is the line's own weight" },
  "scale.zero": { told: "what is sold is the line's own weight" },
  "payment.cash": SALE,
  "payment.card": SALE,
  "payment.cancelCard": { told: "nothing was charged" },
  "payment.giveBack": leaves("tender.giveBack", async (test) => {
    await scan(test);
    const paid = await test.must("payment.cash", { tenderedMinor: 100 });
    const tenderId = paid.kind === "partlyPaid" ? (paid.basket.tenders[0]?.id ?? "") : "";
    return test.must("payment.giveBack", { tenderId });
  }),
  "payment.complete": SALE,
  "segment.list": "reads",
  "segment.preview": "reads",
  "segment.members": "reads",
  "segment.refresh": { told: "who is in a segment follows from its criteria" },
  "segment.create": leaves("segment.create", (test) => test.must("segment.create", SEGMENT)),
  "segment.update": leaves("segment.update", (test) =>
    test.must("segment.update", { ...SEGMENT, segmentId: 1 }),
  ),
  "segment.delete": leaves("segment.delete", (test) => test.must("segment.delete", { segmentId: 1 })),
  "segment.addMember": leaves("segment.member", nameMember),
  "segment.removeMember": leaves("segment.member", async (test) => {
    await nameMember(test);
    return test.must("segment.removeMember", { segmentId: 1, customerRef: "demo-customer-0001" });
  }),
  "coupon.campaigns": "reads",
  "coupon.batches": "reads",
  "coupon.list": "reads",
  "coupon.uses": "reads",
  "campaign.uses": "reads",
  "campaign.setGivesBack": leaves("campaign.givesBack", (test) =>
    test.must("campaign.setGivesBack", { code: "WELCOME10", givesBack: "never" }),
  ),
  "coupon.issueSigned": leaves("coupon.signed", (test) =>
    test.must("coupon.issueSigned", { gives: { percentBp: 500 }, validUntil: null, count: 2, print: true }),
  ),
  "coupon.checkSigned": "reads",
  "coupon.keys": "reads",
  "coupon.setKey": leaves("coupon.key", async (test) => {
    const [own] = await test.must("coupon.keys", {});
    return test.must("coupon.setKey", {
      publicKey: own?.publicKey ?? "",
      name: "Old till",
      isTrusted: false,
    });
  }),
  "coupon.give": leaves("coupon.distribute", async (test) => {
    await makeCoupon(test);
    return test.must("coupon.give", { code: "SPRING", customerRef: CUSTOMER, channel: "MANUAL" });
  }),
  "participation.offers": "reads",
  "participation.join": leaves("participation.join", joinClub),
  "participation.cancel": leaves("participation.cancel", async (test) => {
    await joinClub(test);
    return test.must("participation.cancel", { customerRef: CUSTOMER, campaign: "TEACLUB" });
  }),
  "coupon.print": { told: "the print queue" },
  "coupon.printBatch": { told: "the print queue" },
  "coupon.resumePrinting": { told: "the print queue" },
  "coupon.cancelPrinting": "reads",
  "coupon.createBatch": leaves("coupon.batch", makeBatch),
  "coupon.resumeBatch": leaves("coupon.batch", async (test) => {
    const batchId = await stoppedBatch(test);
    await test.must("coupon.resumeBatch", { batchId });
    await test.till.couponBatches.settled();
  }),
  "coupon.cancelBatch": leaves("coupon.batchCancelled", async (test) =>
    test.must("coupon.cancelBatch", { batchId: await stoppedBatch(test) }),
  ),
  "coupon.create": leaves("coupon.create", makeCoupon),
  "coupon.update": leaves("coupon.update", async (test) => {
    await makeCoupon(test);
    return test.must("coupon.update", { code: "SPRING", blocked: true });
  }),
  "coupon.delete": leaves("coupon.delete", async (test) => {
    await makeCoupon(test);
    return test.must("coupon.delete", { code: "SPRING" });
  }),
  "coupon.distribute": leaves("coupon.distribute", async (test) => {
    await makeCoupon(test);
    return test.must("coupon.distribute", { code: "SPRING", channel: "SMS" });
  }),
  "receipts.find": "reads",
  "receipts.get": "reads",
  "receipts.reprint": leaves("receipt.reprint", async (test) =>
    test.must("receipts.reprint", { receiptNumber: await sell(test) }),
  ),
  "refund.quote": "reads",
  "refund.byReceipt": leaves("refund.create", async (test) =>
    test.must("refund.byReceipt", {
      receiptNumber: await sell(test),
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "r",
    }),
  ),
  "refund.withoutReceipt": leaves("refund.create", (test) =>
    test.must("refund.withoutReceipt", {
      lines: [
        {
          productId: test.till.products.findBySku("BAKERY-001")?.id ?? 0,
          quantityMilli: 1000,
          unitPriceMinor: 100,
        },
      ],
      tender: "CASH",
      reason: "r",
    }),
  ),
  "refund.lowestPrice": "reads",
  "refund.voidSale": leaves("sale.void", async (test) =>
    test.must("refund.voidSale", { receiptNumber: await sell(test), reason: "r" }),
  ),
  "exchange.addReturns": leaves("exchange.return", takeBack),
  "exchange.removeReturn": leaves("exchange.keep", async (test) => {
    const { returns } = await takeBack(test);
    return test.must("exchange.removeReturn", { returnId: returns[0]?.id ?? "" });
  }),
  "exchange.payOut": leaves("exchange.create", async (test) => {
    await takeBack(test);
    await test.must("basket.addProduct", {
      productId: test.till.products.findBySku("BAKERY-001")?.id ?? 0,
      unitPriceMinor: 1,
      reason: "agreed",
    });
    return test.must("exchange.payOut", { tender: "SAME" });
  }),
  "devices.state": "reads",
  "devices.testPrint": { told: "the print queue" },
  "devices.printer": "reads",
  "devices.findPrinters": "reads",
  "devices.scanNetwork": "reads",
  "devices.setPrinter": leaves("setting.printer", (test) =>
    test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, profile: "generic-58mm" }),
  ),
  "devices.terminal": "reads",
  "devices.setTerminal": leaves("setting.terminal", (test) =>
    test.must("devices.setTerminal", { address: "tcp://127.0.0.1:9" }),
  ),
  "devices.openDrawer": leaves("drawer.open", (test) => test.must("devices.openDrawer", { reason: "r" })),
  "devices.simulate": leaves("device.simulate", (test) =>
    test.must("devices.simulate", { printer: "paperEnd" }),
  ),
  "print.jobs": "reads",
  "print.document": "reads",
  "print.retry": { told: "the print queue" },
  "shift.state": "reads",
  "shift.open": leaves("shift.open", async (test) => {
    await closeShift(test);
    return test.must("shift.open", { float: { totalMinor: 5000 } });
  }),
  "shift.keepCount": { told: "a count is a draft until it is handed in" },
  "shift.handInCount": leaves("shift.count", (test) =>
    test.must("shift.handInCount", { shiftId: 1, count: { totalMinor: 0 } }),
  ),
  "shift.close": leaves("shift.close", (test) => closeShift(test)),
  "shift.setDrawerMode": leaves("setting.drawerMode", async (test) => {
    await closeShift(test);
    return test.must("shift.setDrawerMode", { drawerMode: "perCashier" });
  }),
  "cash.payIn": leaves("cash.payIn", (test) => test.must("cash.payIn", { amountMinor: 1, reason: "r" })),
  "cash.payOut": leaves("cash.payOut", (test) => test.must("cash.payOut", { amountMinor: 1, reason: "r" })),
  "cash.safeDrop": leaves("cash.safeDrop", (test) => test.must("cash.safeDrop", { amountMinor: 1 })),
  "report.x": leaves("report.x", (test) => test.must("report.x", { shiftId: null, print: true })),
  "report.zList": "reads",
  "report.z": "reads",
  "report.reprintZ": leaves("report.reprint", async (test) => {
    await closeShift(test);
    return test.must("report.reprintZ", { number: 1 });
  }),
  "audit.list": "reads",
  "audit.people": "reads",
  "backup.list": "reads",
  "jobs.list": "reads",
  "jobs.run": leaves("job.run", (test) => test.must("jobs.run", { name: "tierReview" })),
  "payment.points": DRAFT,
  "loyalty.program": "reads",
  "customer.rules": "reads",
  "customer.setRules": leaves("customer.rules", (test) =>
    test.must("customer.setRules", { cardFormats: [...DEFAULT_CARD_FORMATS], consentTexts: null }),
  ),
  "giftCard.rules": "reads",
  "giftCard.setRules": leaves("giftCard.rules", (test) =>
    test.must("giftCard.setRules", { validMonths: 12 }),
  ),
  "loyalty.setProgram": leaves("loyalty.program", (test) =>
    test.must("loyalty.setProgram", { ...demoProgram, tiers: [...demoProgram.tiers] }),
  ),
  "loyalty.account": "reads",
  "loyalty.join": leaves("loyalty.join", (test) =>
    test.must("loyalty.join", { customerRef: "demo-customer-0003" }),
  ),
  "loyalty.adjust": leaves("loyalty.adjust", (test) =>
    test.must("loyalty.adjust", {
      customerRef: "demo-customer-0001",
      type: "BONUS",
      points: 5,
      reason: "r",
      requestId: "r1",
    }),
  ),
  "backup.create": leaves("backup.create", (test) => test.must("backup.create", { folder: tmpdir() })),
  "backup.check": "reads",
  "backup.rehearse": { told: "a copy beside the database, which nothing uses yet" },
  "backup.restore": { told: "an entry in the restored database; see restore.test.ts" },
  "journal.verify": leaves("journal.verify", (test) => test.must("journal.verify", {})),
  "customer.find": "reads",
  "customer.get": "reads",
  "customer.enrol": leaves("customer.enrol", (test) =>
    test.must("customer.enrol", {
      details: { name: "Ada Ak" },
      consents: { marketing: true, sms: false, email: false },
      cardNumber: null,
      evenIfKnown: false,
      attach: false,
    }),
  ),
  "customer.update": leaves("customer.update", async (test) => {
    const { customerRef } = await test.must("customer.get", { customerRef: "demo-customer-0001" });
    return test.must("customer.update", {
      customerRef,
      details: { ...NO_DETAILS, name: "Elif Ak" },
      consents: { marketing: false, sms: false, email: false },
    });
  }),
  "customer.purchases": "reads",
  "customer.merge": leaves("customer.merge", (test) =>
    test.must("customer.merge", { fromRef: "demo-customer-0012", intoRef: "demo-customer-0001" }),
  ),
  "customer.export": leaves("customer.export", (test) =>
    test.must("customer.export", { customerRef: "demo-customer-0001" }),
  ),
  "customer.erase": leaves("customer.erase", (test) =>
    test.must("customer.erase", { customerRef: "demo-customer-0001" }),
  ),
  "loyaltyCard.give": leaves("loyaltyCard.create", (test) =>
    test.must("loyaltyCard.give", { customerRef: "demo-customer-0001", number: null }),
  ),
  "loyaltyCard.setState": leaves("loyaltyCard.update", (test) =>
    test.must("loyaltyCard.setState", { number: "2900000000018", state: "blocked" }),
  ),
  "loyaltyCard.print": { told: "the print queue" },
  "customer.attach": DRAFT,
  "customer.detach": DRAFT,
  "search.rebuild": leaves("search.rebuild", (test) => test.must("search.rebuild", {})),
};

const changing = Object.entries(LEAVES).flatMap(([name, what]) =>
  typeof what === "object" && "run" in what ? [[name, what] as const] : [],
);

describe("what a changing procedure leaves in the audit log", () => {
  it.each(changing)("%s", async (_name, { actions, run }) => {
    const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
    await signIn(test, "manager");
    const beforeCount = test.till.audit.count();
    await run(test);
    const left = test.till.audit.list({ limit: test.till.audit.count() - beforeCount });
    expect(left.map((entry) => entry.action)).toEqual(expect.arrayContaining([...actions]));
    for (const entry of left) {
      expect(AUDIT_ACTIONS).toHaveProperty([entry.action]);
      expect(entry.staffName).not.toBe("");
    }
    await test.close();
  });

  it("is written with the change or not at all", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    const receiptNumber = await sell(test);
    test.till.db.sqlite.exec(
      "CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT raise(ABORT, 'no room'); END",
    );
    const refund = await test.call("refund.byReceipt", {
      receiptNumber,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "r",
    });
    expect(refund.ok).toBe(false);
    expect(test.till.sales.count()).toBe(1);
    await test.call("session.setLanguage", { language: "es" });
    expect((await test.must("app.state", {})).language).toBe("en");
    await test.close();
  });
});
