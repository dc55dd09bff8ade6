/** A hundred random days at whole tills, and that their checks find what is wrong. The long run: npm run days. */
import { expect, it } from "vitest";
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { testSeed } from "../support/test-seed.ts";
import { attempt, openDayShop, type DayShop } from "./day-shop.ts";
import { dayFaults } from "./day-checks.ts";
import { liveDay } from "./day-steps.ts";
import { passDays } from "./random-days.ts";

const WHAT_HAPPENS = [
  "payment.cash",
  "payment.card",
  "payment.giveBack",
  "giftCard.pay",
  "basket.overridePrice",
  "basket.discountLine",
  "basket.discountBasket",
  "basket.exemptTax",
  "basket.park",
  "exchange.addReturns",
  "refund.byReceipt",
  "refund.withoutReceipt",
  "refund.voidSale",
  "cash.payIn",
  "cash.payOut",
  "cash.safeDrop",
  "devices.openDrawer",
  "approved",
  "not approved",
  "closed at the same second",
];

it("adds up every evening, and nobody without the right changed a price", async () => {
  const report = await passDays({ days: 100, seed: testSeed, daysOfATill: 25 });
  expect(report.faults).toEqual([]);
  expect(report.days).toBe(100);
  expect(report.sales).toBeGreaterThan(300);
  expect(WHAT_HAPPENS.filter((what) => !report.done.has(what))).toEqual([]);
});

const oneDay = async (): Promise<{ readonly shop: DayShop; readonly reports: readonly ShiftReport[] }> => {
  const shop = await openDayShop(testSeed);
  return { shop, reports: await liveDay(shop, 1) };
};

it("cash that no till moved is found", async () => {
  const { shop, reports } = await oneDay();
  shop.test.till.db.sqlite.exec(`
    DROP TRIGGER cash_movement_open_shift;
    INSERT INTO cash_movement (shift_id, at_ms, kind, amount_minor, staff_id) VALUES (1, 0, 'sale', 500, 1)`);
  const faults = dayFaults(shop, reports).join("\n");
  expect(faults).toContain('["expectedMinor",');
  expect(faults).toContain("cash of sales and drawers differ");
  await shop.test.close();
});

it("a pay-in that was acknowledged and is not in the Z is found", async () => {
  const { shop, reports } = await oneDay();
  shop.moves.push({ shiftId: 1, kind: "payIn", amountMinor: 100 });
  expect(dayFaults(shop, reports).join("\n")).toContain("Z 1: payIn is");
  await shop.test.close();
});

it("a price and a discount of somebody who has no right to them are found", async () => {
  const { shop } = await oneDay();
  const { test } = shop;
  const rights = (grant: "allowed" | "denied"): void => {
    for (const permission of ["price:override", "line:discount", "basket:discount"] as const) {
      test.till.roles.setRight("cashier", permission, { grant, limit: null, beyond: grant });
    }
    test.till.staffSession.refresh();
  };
  rights("allowed");
  await test.must("session.signIn", { pin: "1111" });
  await attempt(shop, "shift.open", { float: { totalMinor: 0 } });
  for (const change of ["price", "discount"] as const) {
    const added = await test.must("basket.scan", { code: "BAKERY-001" });
    const lineId = added.kind === "lineAdded" ? added.lineId : "";
    await (change === "price"
      ? test.must("basket.overridePrice", { lineId, unitPriceMinor: 100, reason: "mine" })
      : test.must("basket.discountLine", { lineId, discount: { percentBp: 5000 }, reason: "mine" }));
    await test.must("payment.cash", { tenderedMinor: null });
  }
  rights("denied");
  const faults = dayFaults(shop, []).join("\n");
  expect(faults).toContain("nobody with the right changed it");
  expect(faults).toContain("were taken off by hand, allowed were 0 bp");
  await shop.test.close();
});
