/** One thing at a time happens at the card terminal, and what it is busy with cannot be paid over or given back twice. */
import { describe, expect, it } from "vitest";
import type { CardRequest } from "../../../drivers/terminal/card-terminal.ts";
import { giveBack } from "../../../electron/services/payment/give-back.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

/** 15.00 to pay, 5.00 of it on a card already. */
const partlyPaid = async (): Promise<{ readonly test: TestTill; readonly tenderId: string }> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  const step = await test.must("payment.card", { amountMinor: 500 });
  const tenderId = step.kind === "partlyPaid" ? (step.basket.tenders[0]?.id ?? "") : "";
  return { test, tenderId };
};

const BUSY = { error: { type: "TerminalBusy" } };

describe("while a card gets its part payment back", () => {
  it("nothing else is paid: the part would be counted and given back as well", async () => {
    const { test, tenderId } = await partlyPaid();
    const card = Promise.withResolvers<void>();
    test.terminal.gate = card.promise;
    const back = test.call("payment.giveBack", { tenderId });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject(BUSY);
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject(BUSY);
    expect(await test.call("payment.giveBack", { tenderId })).toMatchObject(BUSY);
    card.resolve();
    expect(await back).toMatchObject({ ok: true, value: { tenders: [], dueMinor: 1500 } });
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({
      sale: { tenders: [{ type: "CASH", amountMinor: 1500 }] },
    });
  });

  it("the terminal is asked once, however often the button is pressed", async () => {
    const { test, tenderId } = await partlyPaid();
    const asked: CardRequest[] = [];
    const { terminal } = test.till;
    const counting = {
      ...test.till,
      terminal: {
        ...terminal,
        refund: (request: CardRequest) => {
          asked.push(request);
          return terminal.refund(request);
        },
      },
    };
    const actor = test.till.staffSession.current();
    if (!actor) {
      throw new Error("Nobody is signed in");
    }
    const answers = await Promise.all([1, 2, 3].map(() => giveBack(counting, actor, tenderId)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it("an answer that got lost does not pay it back twice", async () => {
    const { test, tenderId } = await partlyPaid();
    test.terminal.behaviour = "timeoutAfterApproval";
    expect(await test.call("payment.giveBack", { tenderId })).toMatchObject({ ok: false });
    test.terminal.behaviour = "decline";
    expect(await test.must("payment.giveBack", { tenderId })).toMatchObject({ tenders: [] });
  });
});

describe("while a customer presents a card", () => {
  it("the rest is not taken in cash, and the card is charged once", async () => {
    const { test } = await partlyPaid();
    const card = Promise.withResolvers<void>();
    test.terminal.gate = card.promise;
    const paying = test.call("payment.card", { amountMinor: null });
    await Promise.resolve();
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({ ok: false });
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject(BUSY);
    expect((await test.must("devices.state", {})).terminal.state).toBe("waitingForCard");
    card.resolve();
    expect(await paying).toMatchObject({ ok: true, value: { kind: "completed" } });
    expect((await test.must("devices.state", {})).terminal.state).toBe("idle");
    expect(test.till.sales.count()).toBe(1);
  });

  it("two cash payments that both find an open card payment settle it once", async () => {
    const { test } = await partlyPaid();
    const card = Promise.withResolvers<void>();
    test.terminal.behaviour = "timeoutAfterApproval";
    test.terminal.gate = card.promise;
    const silent = test.call("payment.card", { amountMinor: 300 });
    await new Promise((resolve) => setImmediate(resolve));
    test.terminal.behaviour = "unreachable";
    card.resolve();
    expect(await silent).toMatchObject({ error: { type: "CardUnresolved" } });
    test.terminal.behaviour = "approve";
    const answers = await Promise.all([
      test.call("payment.cash", { tenderedMinor: null }),
      test.call("payment.cash", { tenderedMinor: null }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(test.bugs).toEqual([]);
    expect(
      test.till.sales.findByReceiptNumber("S1-T1-000001")?.tenders.map((tender) => tender.amountMinor),
    ).toEqual([500, 300, 700]);
  });
});
