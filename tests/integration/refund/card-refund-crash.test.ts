/** A card refund that a crash cut in two: the terminal is asked after the restart, and its word is what is recorded. */
import { expect, it } from "vitest";
import { err, ok } from "../../../domain/result.ts";
import { settleOpenRefund } from "../../../electron/services/refund/refund-sale.ts";
import type { CardTerminal } from "../../../drivers/terminal/card-terminal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const slip = { brand: "VISA", last4: "4242", authCode: "000007", terminalId: "T", reference: "r" };

/** Sells two, asks the terminal to give one back, and dies before its answer. */
const diedInTheMiddle = async (): Promise<TestTill> => {
  const first = openTestTill();
  await signIn(first);
  await first.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
  await first.must("payment.cash", { tenderedMinor: null });
  const actor = first.till.staffSession.current();
  const request = {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CARD",
    reason: "faulty",
    requestId: "refund-request-1",
    action: "refund.create",
  };
  first.till.cardRefunds.begin({
    requestId: request.requestId,
    receiptNumber: request.receiptNumber,
    payableMinor: 1500,
    requestJson: JSON.stringify({ actor, request }),
  });
  await first.close();
  return openTestTill({ dataDir: first.dataDir });
};

const answering = (test: TestTill, lastTransaction: CardTerminal["lastTransaction"]) => ({
  ...test.till,
  terminal: { ...test.till.terminal, lastTransaction },
});

it("records the refund that the terminal made, under the person who asked for it", async () => {
  const test = await diedInTheMiddle();
  await settleOpenRefund(answering(test, async () => ok(slip)));
  const refund = test.till.sales.findByReceiptNumber("S1-T1-000002");
  expect(refund).toMatchObject({
    kind: "refund",
    cashierName: "Ayşe K.",
    reason: "faulty",
    totals: { payableMinor: -1500 },
    tenders: [{ type: "CARD", card: { last4: "4242" } }],
  });
  expect(test.till.cardRefunds.open()).toBeNull();
  await settleOpenRefund(answering(test, async () => ok(slip)));
  expect(test.till.sales.count()).toBe(2);
  await test.close();
});

it("forgets it when the terminal never made it", async () => {
  const test = await diedInTheMiddle();
  await settleOpenRefund(answering(test, async () => ok(null)));
  expect(test.till.sales.count()).toBe(1);
  expect(test.till.cardRefunds.open()).toBeNull();
  await test.close();
});

it("keeps asking while the terminal is silent, and refunds nothing of that receipt meanwhile", async () => {
  const test = await diedInTheMiddle();
  const silent = answering(test, async () => err({ type: "unreachable", detail: "test" }));
  expect(await settleOpenRefund(silent)).toEqual({ ok: false, error: { type: "CardUnresolved" } });
  expect(test.till.cardRefunds.open()).toMatchObject({ requestId: "refund-request-1" });
  await test.close();
});

it("leaves a trace for a person when the goods cannot be refunded any more", async () => {
  const test = await diedInTheMiddle();
  test.till.db.sqlite.exec(
    "UPDATE card_refund_open SET request_json = replace(request_json, '1000', '9000')",
  );
  await settleOpenRefund(answering(test, async () => ok(slip)));
  expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
    action: "refund.card.unrecorded",
    after: { payableMinor: 1500 },
  });
  expect(test.till.cardRefunds.open()).toBeNull();
  await test.close();
});

it("keeps ids and names of who asked and who approved, no rights, and records both after a restart", async () => {
  const first = openTestTill();
  await signIn(first);
  await first.must("basket.scan", { code: "BAKERY-001", quantityMilli: 40_000 });
  await first.must("payment.card", { amountMinor: null });
  await first.printed();
  const asked = await first.call("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 40_000 }],
    tender: "SAME",
    reason: "stale",
  });
  const { requestId } = (asked as { readonly error: { readonly requestId: string } }).error;
  first.terminal.gate = new Promise(() => {});
  void first.call("approval.approve", { requestId, pin: "2222" });
  while (first.till.cardRefunds.open() === null) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const kept = JSON.parse(first.till.cardRefunds.open()?.requestJson ?? "") as { readonly actor: unknown };
  expect(kept.actor).toEqual({
    staffId: 1,
    name: "Ayşe K.",
    approver: { staffId: 2, name: "Mehmet D." },
  });
  await first.close();
  const test = openTestTill({ dataDir: first.dataDir });
  await settleOpenRefund(answering(test, async () => ok(slip)));
  expect(test.till.sales.findByReceiptNumber("S1-T1-000002")).toMatchObject({
    kind: "refund",
    cashierName: "Ayşe K.",
    approvedByName: "Mehmet D.",
    totals: { payableMinor: -60_000 },
  });
  expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
    action: "refund.create",
    staffId: 1,
    approverId: 2,
    approverName: "Mehmet D.",
  });
  await test.close();
});
