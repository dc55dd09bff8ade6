/** A card terminal over a real socket, on a whole till: well, in trouble, late, and one that tells card numbers. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createBugLog } from "../../../electron/system/bug-log.ts";
import { openTill } from "../../../electron/system/open-till.ts";
import { reverseInBackground } from "../../../electron/services/payment/card-reversals.ts";
import { startEmulatedTerminal, type EmulatedTerminal } from "../../../scripts/emulate/terminal-server.ts";
import { filesHolding, findCardNumbers } from "../../support/card-number-scan.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** A second is as long as a customer may take here. */
const start = async (
  numbers?: readonly string[],
  dataDir: string | null = ":memory:",
): Promise<{ readonly test: TestTill; readonly terminal: EmulatedTerminal }> => {
  const terminal = await startEmulatedTerminal({
    port: 0,
    say: () => {},
    ...(numbers === undefined ? {} : { cardNumbers: numbers }),
  });
  open.push(terminal.close);
  const test = openTestTill(dataDir === null ? {} : { dataDir });
  open.push(test.close);
  await signIn(test, "manager");
  await test.must("devices.setTerminal", { address: `tcp://127.0.0.1:${String(terminal.port)}?wait=1` });
  await test.must("basket.scan", { code: "BAKERY-001" });
  return { test, terminal };
};

const pay = (test: TestTill) => test.call("payment.card", { amountMinor: null });
const tenderId = async (test: TestTill): Promise<string> =>
  (await test.must("basket.get", {}))?.tenders[0]?.id ?? "";

it("approves, declines, and is told by its name", async () => {
  const { test, terminal } = await start();
  await terminal.behave("decline");
  expect(await pay(test)).toMatchObject({ error: { type: "CardDeclined", reason: "Refused by the bank" } });
  await terminal.behave("approve");
  expect(await pay(test)).toMatchObject({ ok: true, value: { kind: "completed" } });
  expect([...terminal.charged().values()]).toEqual([1500]);
  expect((await test.must("devices.state", {})).terminal).toMatchObject({
    name: `tcp 127.0.0.1:${String(terminal.port)}`,
    simulated: false,
    state: "idle",
    behaviour: null,
  });
});

it("that charges and loses its answer is asked, and the sale is paid", async () => {
  const { test, terminal } = await start();
  await terminal.behave("lost");
  expect(await pay(test)).toMatchObject({ ok: true, value: { kind: "completed" } });
  expect([...terminal.charged().values()]).toEqual([1500]);
});

it("that never answers and charged nothing leaves the basket to be paid otherwise", async () => {
  const { test, terminal } = await start();
  await terminal.behave("timeout");
  expect(await pay(test)).toMatchObject({ error: { type: "CardTimedOut" } });
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  expect(terminal.charged().size).toBe(0);
});

it("that is away charges nothing, and says so on the devices screen", async () => {
  const { test, terminal } = await start();
  await terminal.behave("refuse");
  await test.till.terminalChoice.look();
  expect((await test.must("devices.state", {})).terminal.state).toBe("unreachable");
  expect(await pay(test)).toMatchObject({ ok: false });
  await terminal.behave("approve");
  expect(await pay(test)).toMatchObject({ ok: true, value: { kind: "completed" } });
  expect([...terminal.charged().values()]).toEqual([1500]);
});

it("whose approval comes late pays the basket that still waits for it", async () => {
  const { test, terminal } = await start();
  await terminal.behave("late");
  expect(await pay(test)).toMatchObject({ error: { type: "CardUnresolved" } });
  terminal.answerLate();
  await vi.waitFor(async () =>
    expect((await test.must("basket.get", {}))?.tenders).toMatchObject([{ state: "taken" }]),
  );
  expect(await test.must("payment.complete", {})).toMatchObject({ kind: "completed" });
  expect([...terminal.charged().values()]).toEqual([1500]);
});

it("whose approval comes after the till gave up is reversed, once, and audited", async () => {
  const { test, terminal } = await start();
  await terminal.behave("late");
  expect(await pay(test)).toMatchObject({ error: { type: "CardUnresolved" } });
  await test.must("payment.giveBack", { tenderId: await tenderId(test) });
  expect((await test.must("devices.state", {})).terminal.reversals).toBe(1);
  expect(await test.call("devices.setTerminal", { address: "" })).toMatchObject({
    error: { type: "CardPaymentOpen" },
  });
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  terminal.answerLate();
  await vi.waitFor(async () => expect((await test.must("devices.state", {})).terminal.reversals).toBe(0));
  expect(terminal.charged().size).toBe(0);
  const entries = test.till.audit.list({ limit: 20 }).filter(({ action }) => action === "tender.reversed");
  expect(entries).toMatchObject([{ staffName: "", after: { amountMinor: 1500 } }]);
  expect(await test.must("devices.setTerminal", { address: "" })).toMatchObject({ address: "" });
});

it("whose answer got lost for good is asked after a restart, and the payment that was given up is reversed", async () => {
  const { test, terminal } = await start();
  await terminal.behave("lost");
  const paying = pay(test);
  await vi.waitFor(() => expect(terminal.charged().size).toBe(1));
  await terminal.behave("refuse");
  expect(await paying).toMatchObject({ error: { type: "CardUnresolved" } });
  await test.must("payment.giveBack", { tenderId: await tenderId(test) });
  await reverseInBackground(test.till);
  expect(terminal.charged().size).toBe(1);
  await terminal.behave("approve");
  await reverseInBackground(test.till);
  expect(terminal.charged().size).toBe(0);
  expect((await test.must("devices.state", {})).terminal.reversals).toBe(0);
});

it("part payment of a sale that does not come to be is reversed by its own reference", async () => {
  const { test, terminal } = await start();
  await test.must("payment.card", { amountMinor: 500 });
  expect(terminal.charged().size).toBe(1);
  await test.must("payment.giveBack", { tenderId: await tenderId(test) });
  expect(terminal.charged().size).toBe(0);
});

it.each(["10.0.0.9", "http://10.0.0.9", "tcp://", "tcp://a b", "tcp://a?wait=0"])(
  "%s is refused as an address",
  async (address) => {
    const { test } = await start();
    expect(await test.call("devices.setTerminal", { address })).toMatchObject({
      error: { type: "BadTerminalAddress" },
    });
  },
);

const SIMIT = "8690526000015";
const LEAKED = [
  "4111111111111111",
  "5500000000000004",
  "340000000000009",
  "30000000000004",
  "4222222222222",
  "6011000990139424",
  "6304000000000000",
  "4000000000000000006",
];

/** A leak, and then a terminal that refuses to undo it. */
const leakThatStays = async (test: TestTill, terminal: EmulatedTerminal) => {
  await terminal.behave("late");
  const paying = pay(test);
  await vi.waitFor(() => expect(terminal.pending()).toBe(1));
  await terminal.behave("leak");
  terminal.answerLate();
  await terminal.behave("decline");
  return paying;
};

it("that told a card number and does not undo the payment is asked again until it does", async () => {
  const { test, terminal } = await start();
  expect(await leakThatStays(test, terminal)).toMatchObject({
    error: { type: "CardNumberTold", isUndone: false },
  });
  expect((await test.must("devices.state", {})).terminal.reversals).toBe(1);
  expect((await test.must("basket.get", {}))?.tenders).toEqual([]);
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  await reverseInBackground(test.till);
  expect(terminal.charged().size).toBe(1);
  await terminal.behave("approve");
  await reverseInBackground(test.till);
  expect(terminal.charged().size).toBe(0);
  expect((await test.must("devices.state", {})).terminal.reversals).toBe(0);
});

/** The folder as it lies on the disk at this moment: what a killed program, or a power cut, leaves. */
const killed = (test: TestTill): string => {
  const folder = mkdtempSync(join(tmpdir(), "till-killed-"));
  open.unshift(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(test.dataDir, folder, { recursive: true });
  return folder;
};

it.each(["lost", "leak"] as const)(
  "that approved (%s) before the program was killed pays after the restart, or is undone, once",
  async (behaviour) => {
    const { test, terminal } = await start(undefined, null);
    open.unshift(() => rmSync(test.dataDir, { recursive: true, force: true }));
    await terminal.behave("lost");
    void pay(test);
    await vi.waitFor(() => expect(terminal.charged().size).toBe(1));
    const folder = killed(test);
    await terminal.behave(behaviour === "lost" ? "approve" : "leak");
    const after = openTestTill({ dataDir: folder });
    open.push(after.close);
    await signIn(after, "manager");
    const settled = await after.till.cardPayments.settle();
    if (behaviour === "leak") {
      expect(settled).toMatchObject({ error: { type: "CardNumberTold", isUndone: true } });
    } else {
      expect(settled).toMatchObject({ value: { tenders: [{ state: "taken" }] } });
      await after.must("payment.giveBack", { tenderId: await tenderId(after) });
    }
    expect(terminal.charged().size).toBe(0);
    expect((await after.must("basket.get", {}))?.tenders).toEqual([]);
  },
);

it("whose payment was given up when the program was killed is reversed by the restarted program itself", async () => {
  const terminal = await startEmulatedTerminal({ port: 0, say: () => {} });
  open.push(terminal.close);
  const folder = mkdtempSync(join(tmpdir(), "till-killed-"));
  open.unshift(() => rmSync(folder, { recursive: true, force: true }));
  const program = async (dataDir: string) => {
    const opened = await openTill({ dataDir, demo: true });
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    return opened.value;
  };
  const first = await program(join(folder, "first"));
  const must = async (procedure: string, payload: object): Promise<Record<string, unknown>> => {
    const answer = (await first.call(procedure, payload)) as { ok: boolean; value: Record<string, unknown> };
    expect(answer, procedure).toMatchObject({ ok: true });
    return answer.value;
  };
  await must("session.signIn", { pin: "2222" });
  await must("shift.open", { float: { totalMinor: 0 } });
  await must("devices.setTerminal", { address: `tcp://127.0.0.1:${String(terminal.port)}?wait=1` });
  await must("basket.scan", { code: "BAKERY-001" });
  await terminal.behave("lost");
  const paying = first.call("payment.card", { amountMinor: null });
  await vi.waitFor(() => expect(terminal.charged().size).toBe(1));
  await terminal.behave("refuse");
  expect(await paying).toMatchObject({ error: { type: "CardUnresolved" } });
  const basket = (await must("basket.get", {})) as { tenders: readonly { id: string }[] };
  await must("payment.giveBack", { tenderId: basket.tenders[0]?.id });
  cpSync(join(folder, "first"), join(folder, "second"), {
    recursive: true,
    filter: (path) => !path.endsWith("till.lock"),
  });
  await first.close();
  await terminal.behave("approve");
  const second = await program(join(folder, "second"));
  open.push(second.close);
  await vi.waitFor(() => expect(terminal.charged().size).toBe(0), { timeout: 20_000 });
});

it("that tells card numbers is refused and undone, and leaves none in database, log files, paper or answers; a planted one is found", async () => {
  const { test, terminal } = await start(LEAKED, null);
  open.unshift(() => rmSync(test.dataDir, { recursive: true, force: true }));
  const known = new Set(findCardNumbers(test.dataDir, [SIMIT]).map(({ digits }) => digits));
  const found = (): readonly string[] =>
    findCardNumbers(test.dataDir, [SIMIT]).flatMap(({ digits }) => (known.has(digits) ? [] : [digits]));
  await terminal.behave("leak");
  const answers: unknown[] = [];
  for (const _ of LEAKED) {
    const refused = await pay(test);
    expect(refused).toMatchObject({ error: { type: "CardNumberTold", isUndone: true } });
    expect(terminal.charged().size).toBe(0);
    expect((await test.must("basket.get", {}))?.tenders).toEqual([]);
    answers.push(refused);
  }
  await terminal.behave("approve");
  await test.must("payment.card", { amountMinor: null });
  // What goes back to a card is back, whatever its terminal tells: recorded once, without the number.
  await terminal.behave("leak");
  const refund = {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    reason: "x",
  };
  answers.push(await test.must("refund.byReceipt", { ...refund, tender: "CARD" }));
  answers.push(await test.must("receipts.get", { receiptNumber: "S1-T1-000002" }));
  expect(test.till.audit.list({ limit: 100 }).map(({ action }) => action)).toEqual(
    expect.arrayContaining(["tender.cardNumberTold", "tender.reversed"]),
  );
  const log = createBugLog(test.dataDir, () => "12345678");
  log.report("card terminal", new Error(`Bad answer: pan=${LEAKED[0] ?? ""}`, { cause: LEAKED[5] }));
  await test.printed();
  const paper = test.printer.jobs.map((job) => Buffer.from(job).toString("latin1")).join("\n");
  for (const number of LEAKED) {
    expect(JSON.stringify(answers).replaceAll(/[ -]/g, "")).not.toContain(number);
    expect(paper.replaceAll(/[ -]/g, "")).not.toContain(number);
  }
  // Database, its log (WAL) and the bug log, as they lie on the disk while the till runs.
  expect(found()).toEqual([]);
  expect(filesHolding(test.dataDir, LEAKED)).toEqual([]);
  test.till.settings.set("test.planted", "5500-0000-0000-0004", null);
  appendFileSync(join(test.dataDir, "till.log"), "6011 0009 9013 9424\n");
  const planted = new Set(["5500000000000004", "6011000990139424"]);
  expect(new Set(found())).toEqual(planted);
  expect(new Set(filesHolding(test.dataDir, LEAKED).map(({ digits }) => digits))).toEqual(planted);
});
