/** What a cashier may give away alone: a tenth, however it is put, and nothing after money was taken. */
import { describe, expect, it } from "vitest";
import type { Payload, ProcedureName } from "../../../contracts/ipc.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

/** Simit at 15.00 and a loaf at 12.50. */
const started = async (): Promise<{
  readonly test: TestTill;
  readonly simit: string;
  readonly loaf: string;
}> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.scan", { code: "BAKERY-002" });
  const [simit, loaf] = (await test.must("basket.get", {}))?.lines ?? [];
  return { test, simit: simit?.id ?? "", loaf: loaf?.id ?? "" };
};

const expectApproval = async <N extends ProcedureName>(
  test: TestTill,
  [name, payload]: readonly [N, Payload<N>],
  needs: { readonly permission: string; readonly measure?: number | null },
): Promise<void> => {
  expect(await test.call(name, payload)).toMatchObject({ error: { type: "NeedsApproval", ...needs } });
};

const approveLast = async (test: TestTill, name: ProcedureName, payload: unknown): Promise<unknown> => {
  const asked = (await test.callRaw(name, payload)) as { error: { requestId: string } };
  return (await test.must("approval.approve", { requestId: asked.error.requestId, pin: "2222" })).answer;
};

describe("a cashier's discount", () => {
  it("goes up to ten per cent of a line, as a percentage or as money, and not a cent further", async () => {
    const { test, simit } = await started();
    const give = (discount: Payload<"basket.discountLine">["discount"]) =>
      test.call("basket.discountLine", { lineId: simit, discount, reason: "why" });
    expect(await give({ percentBp: 1000 })).toMatchObject({ ok: true });
    expect(await give({ amountMinor: 150 })).toMatchObject({ ok: true });
    expect(await give({ percentBp: 1001 })).toMatchObject({
      error: { type: "NeedsApproval", permission: "line:discount", measure: 1001, limit: 1000 },
    });
    expect(await give({ amountMinor: 151 })).toMatchObject({ error: { measure: 1007 } });
    expect(await give({ amountMinor: 9_999_999 })).toMatchObject({ error: { measure: 10_000 } });
    // What takes nothing off any more is nobody's to approve.
    expect(await give(null)).toMatchObject({ ok: true });
  });

  it("on a line and on the basket adds up", async () => {
    const { test, simit } = await started();
    await test.must("basket.discountLine", { lineId: simit, discount: { percentBp: 600 }, reason: "why" });
    await test.must("basket.discountBasket", { discount: { percentBp: 400 }, reason: "why" });
    await expectApproval(test, ["basket.discountBasket", { discount: { percentBp: 500 }, reason: "why" }], {
      permission: "basket:discount",
      measure: 1100,
    });
    await expectApproval(
      test,
      ["basket.discountLine", { lineId: simit, discount: { percentBp: 700 }, reason: "why" }],
      { permission: "line:discount", measure: 1100 },
    );
  });

  it("in money does not grow past the limit by taking goods out again", async () => {
    const { test, simit, loaf } = await started();
    await test.must("basket.setQuantity", { lineId: simit, quantityMilli: 9000 });
    await test.must("basket.discountBasket", { discount: { amountMinor: 1350 }, reason: "why" });
    const needs = { permission: "basket:discount" };
    await expectApproval(test, ["basket.setQuantity", { lineId: simit, quantityMilli: 1000 }], needs);
    await expectApproval(test, ["basket.removeLine", { lineId: simit }], needs);
    await expectApproval(test, ["basket.voidLine", { lineId: simit, reason: "x" }], needs);
    await test.must("basket.setQuantity", { lineId: simit, quantityMilli: 9000 });
    await expectApproval(test, ["basket.setQuantity", { lineId: simit, quantityMilli: 8000 }], needs);
    expect(await test.call("basket.removeLine", { lineId: loaf })).toMatchObject({ ok: true });
    expect((await test.must("basket.get", {}))?.totalMinor).toBe(13_500 - 1350);
  });

  it("above it is given with the manager's approval, which the sale, its receipt and its journal entry name", async () => {
    const { test } = await started();
    const payload = { discount: { percentBp: 2000 }, reason: "bruised" };
    expect(await approveLast(test, "basket.discountBasket", payload)).toMatchObject({
      ok: true,
      value: { totalMinor: 2200 },
    });
    const paid = await test.must("payment.cash", { tenderedMinor: null });
    const receiptNumber = paid.kind === "completed" ? paid.sale.receiptNumber : "";
    const { document, cashierName } = await test.must("receipts.get", { receiptNumber });
    expect(cashierName).toBe("Ayşe K.");
    expect(JSON.stringify(document)).toContain("Mehmet D.");
    const entries = test.till.journalRepository.page({ epoch: 1, seq: 1, limit: 50 });
    const body = JSON.parse(entries.find(({ type }) => type === "sale.completed.v1")?.body ?? "{}");
    expect(body).toMatchObject({ staffId: 1, approvedBy: [2] });
    expect(test.till.audit.list({ limit: 50, actions: ["basket.discount"] })[0]).toMatchObject({
      staffName: "Ayşe K.",
      approverName: "Mehmet D.",
      reason: "bruised",
      after: { percentBp: 2000 },
    });
  });

  it("needs another approval for more than was approved, and none for what is left of it", async () => {
    const { test, simit } = await started();
    await approveLast(test, "basket.discountBasket", { discount: { percentBp: 2000 }, reason: "why" });
    expect(
      await test.call("basket.discountBasket", { discount: { percentBp: 1500 }, reason: "why" }),
    ).toMatchObject({ ok: true });
    await expectApproval(
      test,
      ["basket.discountLine", { lineId: simit, discount: { percentBp: 100 }, reason: "why" }],
      { permission: "line:discount", measure: 1600 },
    );
  });
});

describe("a price", () => {
  it("that a person sets is measured against the list price, also the second time", async () => {
    const { test, simit } = await started();
    test.till.roles.setRight("cashier", "price:override", {
      grant: "allowed",
      limit: 1000,
      beyond: "denied",
    });
    await signIn(test);
    const set = (unitPriceMinor: number) =>
      test.call("basket.overridePrice", { lineId: simit, unitPriceMinor, reason: "torn" });
    expect(await set(1350)).toMatchObject({ ok: true });
    expect(await set(1349)).toMatchObject({ error: { type: "NotAllowed", permission: "price:override" } });
    expect(await set(2000)).toMatchObject({ ok: true });
    expect(await set(1500)).toMatchObject({ ok: true });
  });

  it("below the product's lowest price needs a right of its own, set or discounted", async () => {
    const { test, simit } = await started();
    test.till.db.sqlite.exec("UPDATE product SET min_unit_price_minor = 1450 WHERE sku = 'BAKERY-001'");
    await test.must("basket.void", { reason: "x" });
    await test.must("basket.scan", { code: "BAKERY-001" });
    const lineId = (await test.must("basket.get", {}))?.lines[0]?.id ?? simit;
    const discount = { lineId, discount: { percentBp: 500 }, reason: "why" };
    await expectApproval(test, ["basket.discountLine", discount], { permission: "price:belowFloor" });
    await expectApproval(test, ["basket.discountBasket", { discount: { percentBp: 500 }, reason: "why" }], {
      permission: "price:belowFloor",
    });
    test.till.roles.setRight("cashier", "price:override", {
      grant: "allowed",
      limit: null,
      beyond: "allowed",
    });
    await signIn(test);
    await expectApproval(test, ["basket.overridePrice", { lineId, unitPriceMinor: 1449, reason: "why" }], {
      permission: "price:belowFloor",
    });
    expect(
      await test.call("basket.overridePrice", { lineId, unitPriceMinor: 1450, reason: "why" }),
    ).toMatchObject({
      ok: true,
    });
    expect(await approveLast(test, "basket.discountLine", discount)).toMatchObject({ ok: true });
  });
});

describe("after a payment was taken", () => {
  it("and given back, the basket is not voided, nor emptied line by line, without approval", async () => {
    const { test, simit } = await started();
    const paid = await test.must("payment.cash", { tenderedMinor: 500 });
    const tenderId = paid.kind === "partlyPaid" ? (paid.basket.tenders[0]?.id ?? "") : "";
    await test.must("payment.giveBack", { tenderId });
    const needs = { permission: "sale:voidPaid" };
    await expectApproval(test, ["basket.removeLine", { lineId: simit }], needs);
    await expectApproval(test, ["basket.voidLine", { lineId: simit, reason: "x" }], needs);
    await test.must("basket.park", { label: null });
    const [parked] = await test.must("basket.listParked", {});
    await test.must("basket.recall", { basketId: parked?.id ?? "" });
    expect(await approveLast(test, "basket.void", { reason: "left" })).toMatchObject({ ok: true });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "basket.void",
      staffName: "Ayşe K.",
      approverName: "Mehmet D.",
    });
  });
});

describe("what takes money off", () => {
  it("is not done without saying why, also by a manager; undoing it, and taking off a mis-scan, is", async () => {
    const { test, simit, loaf } = await started();
    await signIn(test, "manager");
    const before = test.till.basketSession.current();
    const discount = { percentBp: 100 };
    for (const reason of ["", "   ", "\t"]) {
      const refused = { ok: false, error: { type: "ReasonMissing" } };
      expect(await test.call("basket.discountLine", { lineId: simit, discount, reason })).toEqual(refused);
      expect(await test.call("basket.discountBasket", { discount, reason })).toEqual(refused);
      const price = { lineId: simit, unitPriceMinor: 1400, reason };
      expect(await test.call("basket.overridePrice", price)).toEqual(refused);
      expect(await test.call("basket.voidLine", { lineId: simit, reason })).toEqual(refused);
      expect(await test.call("basket.void", { reason })).toEqual(refused);
      const exempt = await test.call("basket.exemptTax", { reason, certificate: null });
      expect(exempt).toMatchObject({ error: { type: "InvalidPayload" } });
    }
    expect(test.till.basketSession.current()).toBe(before);
    await test.must("basket.overridePrice", { lineId: simit, unitPriceMinor: 1400, reason: "label" });
    await test.must("basket.overridePrice", { lineId: simit, unitPriceMinor: 1500, reason: "" });
    await test.must("basket.discountLine", { lineId: simit, discount: null, reason: "" });
    await test.must("basket.removeLine", { lineId: loaf });
  });
});
