/**
 * Owns a random day: drawers are opened with a float, people take turns at the till, customers buy, bring back and
 * exchange, cash goes in and out, and in the evening every drawer is counted and closed, at times while it still sells.
 */
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { START_MS } from "../support/test-till.ts";
import { attempt, count, MANAGER_PIN, PINS, readPriceList, type DayShop, type SeenMove } from "./day-shop.ts";
import { parkOrRecall, payAtRandom, ringUpAtRandom } from "./sell-at-random.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The Z reports that the day ended in. */
export const liveDay = async (shop: DayShop, day: number): Promise<readonly ShiftReport[]> => {
  const { test, random } = shop;
  const opensAtMs = START_MS + day * DAY_MS;
  test.clock.set(opensAtMs);
  changePrices(shop);
  for (const pin of PINS) {
    await test.must("session.signIn", { pin });
    await openDrawer(shop);
  }
  for (let steps = random.between(3, 16); steps > 0; steps -= 1) {
    passTime(shop, opensAtMs);
    if (random.chance(30)) {
      await test.must("session.signIn", { pin: random.pick(PINS) });
    }
    await step(shop);
  }
  return closeAll(shop);
};

/** Forward; now and then somebody puts the clock back, never into yesterday. */
const passTime = ({ test, random }: DayShop, opensAtMs: number): void => {
  if (random.chance(3)) {
    test.clock.set(random.between(opensAtMs, test.clock.nowMs()));
  } else {
    test.clock.advance(random.between(0, 20) * MINUTE_MS);
  }
};

const currentShift = ({ test }: DayShop): number | null => {
  const actor = test.till.staffSession.current();
  return actor ? (test.till.shifts.currentFor(actor)?.id ?? null) : null;
};

const openDrawer = async (shop: DayShop): Promise<void> => {
  const amountMinor = shop.random.between(0, 400) * 50;
  if (await attempt(shop, "shift.open", { float: { totalMinor: amountMinor } })) {
    shop.moves.push({ shiftId: currentShift(shop) ?? 0, kind: "float", amountMinor });
  }
};

const step = async (shop: DayShop): Promise<void> => {
  const dice = shop.random.below(100);
  if (dice < 55) {
    await ringUpAtRandom(shop);
    await payAtRandom(shop);
  } else if (dice < 70) {
    await bringBack(shop);
  } else if (dice < 90) {
    await moveCash(shop);
  } else if (dice < 97) {
    await parkOrRecall(shop);
  } else {
    await attempt(shop, "basket.void", { reason: "left" });
  }
};

const moveCash = async (shop: DayShop): Promise<void> => {
  const { random } = shop;
  const size = random.between(1, 5000);
  const shiftId = currentShift(shop) ?? 0;
  const keep = (kind: SeenMove["kind"], amountMinor: number, done: unknown): void => {
    if (done !== null) {
      shop.moves.push({ shiftId, kind, amountMinor });
    }
  };
  switch (random.between(1, 5)) {
    case 1:
      keep("payIn", size, await attempt(shop, "cash.payIn", { amountMinor: size, reason: "change" }));
      return;
    case 2:
      keep("payOut", -size, await attempt(shop, "cash.payOut", { amountMinor: size, reason: "milk" }));
      return;
    case 3:
      keep("safeDrop", -size, await attempt(shop, "cash.safeDrop", { amountMinor: size }));
      return;
    case 4:
      await attempt(shop, "devices.openDrawer", { reason: "change money" });
      return;
    default:
      await attempt(shop, "report.x", { shiftId: null, print: false });
  }
};

const bringBack = async (shop: DayShop): Promise<void> => {
  const { random, test } = shop;
  const tender = random.pick(["SAME", "SAME", "CASH", "CARD", "STORE_CREDIT"] as const);
  if (random.chance(15)) {
    const productId = test.till.products.findBySku(random.pick(["BAKERY-001", "BAKERY-002", "101"]))?.id ?? 0;
    const unitPriceMinor = random.pick([null, null, random.between(1, 2000)]);
    const lines = [{ productId, quantityMilli: random.between(1, 3) * 1000, unitPriceMinor }];
    const way = tender === "SAME" ? "CASH" : tender;
    await attempt(shop, "refund.withoutReceipt", { lines, tender: way, reason: "no receipt" });
    return;
  }
  const newest = test.till.sales.newestReceiptNumber();
  if (newest === null) {
    return;
  }
  if (random.chance(15)) {
    await attempt(shop, "refund.voidSale", { receiptNumber: newest, reason: "mistake" });
    return;
  }
  const seq = random.between(1, test.till.sales.count());
  const receiptNumber = `${newest.slice(0, -6)}${String(seq).padStart(6, "0")}`;
  const receipt = await test.must("receipts.get", { receiptNumber });
  // At times more than there is left, or what came back itself: refused, and nothing happens.
  const line = random.pick(receipt.lines);
  const most = Math.max(1, Math.ceil(line.refundableMilli / 1000));
  const quantityMilli = line.unit === "weight" ? line.refundableMilli || 1 : random.between(1, most) * 1000;
  const returned = {
    receiptNumber,
    lines: [{ lineNumber: line.lineNumber, quantityMilli }],
    reason: "stale",
  };
  if (random.chance(60)) {
    await attempt(shop, "refund.byReceipt", { ...returned, tender });
    return;
  }
  if (await attempt(shop, "exchange.addReturns", returned)) {
    await ringUpAtRandom(shop);
    await payAtRandom(shop);
  }
};

const closeAll = async (shop: DayShop): Promise<readonly ShiftReport[]> => {
  const { test, random } = shop;
  const reports: ShiftReport[] = [];
  await test.must("session.signIn", { pin: random.chance(50) ? MANAGER_PIN : random.pick(PINS) });
  await giveUpPayments(shop);
  for (const { id } of (await test.must("shift.state", {})).open) {
    reports.push(await closeOne(shop, id));
  }
  // Tomorrow's prices are not those of a basket that stayed open.
  await test.must("session.signIn", { pin: MANAGER_PIN });
  await attempt(shop, "basket.void", { reason: "closing time" });
  return reports;
};

/** By whoever still has a drawer: cash goes back out of one. */
const giveUpPayments = async (shop: DayShop): Promise<void> => {
  const { test } = shop;
  test.terminal.behaviour = "approve";
  const tenders = async () => (await test.must("basket.get", {}))?.tenders ?? [];
  for (const pin of PINS) {
    if ((await tenders()).length === 0) {
      return;
    }
    await test.must("session.signIn", { pin });
    for (const { id } of await tenders()) {
      await attempt(shop, "payment.giveBack", { tenderId: id });
    }
  }
};

/** Some close before they count, count twice, sell in between, or are two windows at once. All end in one Z. */
const closeOne = async (shop: DayShop, shiftId: number): Promise<ShiftReport> => {
  const { test, random } = shop;
  const handIn = () =>
    attempt(shop, "shift.handInCount", { shiftId, count: { totalMinor: random.between(0, 60_000) } });
  for (let tries = 0; tries < 4; tries += 1) {
    if (random.chance(90)) {
      await handIn();
    }
    if (random.chance(15)) {
      await ringUpAtRandom(shop);
    }
    const closings = await Promise.all([
      attempt(shop, "shift.close", { shiftId }),
      ...(random.chance(20) ? [test.call("payment.cash", { tenderedMinor: null })] : []),
      ...(random.chance(10) ? [test.call("shift.close", { shiftId })] : []),
    ]);
    const [zNow] = test.till.zReports.list({ beforeNumber: null, limit: 1 });
    if (zNow?.shiftId === shiftId) {
      count(shop, closings.length > 1 ? "closed at the same second" : "closed");
      return zNow;
    }
    await giveUpPayments(shop);
  }
  await test.must("session.signIn", { pin: MANAGER_PIN });
  await handIn();
  return (await test.must("shift.close", { shiftId })).report;
};

/** By import, as a shop does: no call at the till can. */
const changePrices = (shop: DayShop): void => {
  const { test, random } = shop;
  if (random.chance(10)) {
    const unitPriceMinor = random.between(5, 50) * 100;
    test.till.products.upsertMany([{ sku: random.pick(["BAKERY-001", "101"]), unitPriceMinor }], null);
    shop.priceList = readPriceList(test);
  }
};
