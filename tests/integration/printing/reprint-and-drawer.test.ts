/** Printing again, the drawer without a sale, and the printer that is a folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { dataPaths, openTill } from "../../../electron/system/open-till.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DRAWER_PULSE = Buffer.from([0x1b, 0x70]);

const sold = async (who: "cashier" | "manager"): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, who);
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  await test.printed();
  return test;
};

const documentText = async (test: TestTill, jobId: number): Promise<string> =>
  JSON.stringify(await test.must("print.document", { jobId }));

describe("a reprint", () => {
  it("says COPY on paper and on screen, never opens the drawer, and is audited", async () => {
    const test = await sold("cashier");
    const { printJobId } = await test.must("receipts.reprint", { receiptNumber: "S1-T1-000001" });
    await test.printed();
    const [original, copy] = test.printer.jobs.map((bytes) => Buffer.from(bytes));
    expect(original?.includes(DRAWER_PULSE)).toBe(true);
    expect(copy?.includes(DRAWER_PULSE)).toBe(false);
    expect(await documentText(test, printJobId)).not.toBe(await documentText(test, 1));
    expect(await test.must("print.jobs", { limit: 1 })).toMatchObject([
      { kind: "copy", receiptNumber: "S1-T1-000001", state: "confirmed" },
    ]);
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "receipt.reprint",
      subject: "S1-T1-000001",
      staffName: "Ayşe K.",
    });
  });

  it("changes nothing of the sale, and is refused for a receipt that is not there", async () => {
    const test = await sold("cashier");
    const before = test.till.sales.findByReceiptNumber("S1-T1-000001");
    await test.must("receipts.reprint", { receiptNumber: "s1-t1-000001" });
    expect(test.till.sales.findByReceiptNumber("S1-T1-000001")).toEqual(before);
    expect(await test.call("receipts.reprint", { receiptNumber: "S1-T1-000009" })).toMatchObject({
      error: { type: "UnknownReceipt" },
    });
    expect(test.till.journalRepository.count()).toBe(2);
  });
});

describe("the drawer without a sale", () => {
  it("opens for a permission and a reason, and leaves a journal and an audit entry", async () => {
    const test = await sold("manager");
    await test.must("devices.openDrawer", { reason: "change for a fifty" });
    await test.printed();
    expect(Buffer.from(test.printer.jobs[1] ?? []).includes(DRAWER_PULSE)).toBe(true);
    const [entry] = test.till.journalRepository.page({ epoch: 1, seq: 2, limit: 1 });
    expect(entry).toMatchObject({ seq: 3, type: "cash.moved.v1" });
    expect(JSON.parse(entry?.body ?? "")).toMatchObject({
      kind: "noSale",
      amountMinor: 0,
      staffId: 2,
      reason: "change for a fifty",
    });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "drawer.open",
      reason: "change for a fifty",
      staffName: "Mehmet D.",
    });
  });

  it("stays shut for a cashier and without a reason", async () => {
    const cashier = await sold("cashier");
    expect(await cashier.call("devices.openDrawer", { reason: "please" })).toMatchObject({
      error: { type: "NeedsApproval", permission: "drawer:open" },
    });
    const manager = await sold("manager");
    expect(await manager.call("devices.openDrawer", { reason: "   " })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    for (const test of [cashier, manager]) {
      await test.printed();
      expect(test.printer.jobs).toHaveLength(1);
      expect(test.till.journalRepository.count()).toBe(2);
    }
  });

  it.each(["nothingSent", "maybeSent"] as const)(
    "is not opened later by itself or by a retry (%s)",
    async (certainty) => {
      const test = await sold("manager");
      test.printer.fail = "offline";
      test.printer.certainty = certainty;
      const { printJobId } = await test.must("devices.openDrawer", { reason: "change" });
      await test.printed();
      test.printer.fail = null;
      test.clock.advance(60_000);
      test.timers.fire();
      await test.call("print.retry", { jobId: printJobId ?? 0 });
      await test.printed();
      expect(test.printer.jobs.filter((bytes) => Buffer.from(bytes).includes(DRAWER_PULSE))).toHaveLength(1);
      expect(await test.must("print.jobs", { limit: 2 })).toMatchObject([
        { kind: "slip" },
        { kind: "drawer", state: "failed" },
      ]);
    },
  );
});

describe("the virtual printer", () => {
  it("keeps each job as bytes and as text, and tells that it is virtual", async () => {
    const folder = mkdtempSync(join(tmpdir(), "till-printing-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const opened = await openTill({ dataDir: folder, demo: true });
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    const till = opened.value;
    await till.call("session.signIn", { pin: "1111" });
    await till.call("shift.open", { float: { totalMinor: 0 } });
    await till.call("basket.scan", { code: "BAKERY-001" });
    await till.call("payment.cash", { tenderedMinor: null });
    await till.call("receipts.reprint", { receiptNumber: "S1-T1-000001" });
    const confirmed = async (): Promise<boolean> => {
      const answer = (await till.call("print.jobs", { limit: 5 })) as {
        readonly value: readonly { readonly state: string }[];
      };
      return answer.value.length === 3 && answer.value.every((job) => job.state === "confirmed");
    };
    await expect.poll(confirmed, { timeout: 20_000 }).toBe(true);
    expect(await till.call("devices.state", {})).toMatchObject({
      value: { printer: { virtual: true, state: "ready" } },
    });
    await till.close();
    const printed = dataPaths(folder).printed;
    expect(readdirSync(printed).toSorted()).toEqual(
      [1, 2, 3].flatMap((job) => [`00000${String(job)}.bin`, `00000${String(job)}.txt`]),
    );
    const [sale, copy] = ["000002.txt", "000003.txt"].map((name) =>
      readFileSync(join(printed, name), "utf8"),
    );
    expect(sale).toContain("Simit");
    expect(sale).toContain("S1-T1-000001");
    expect(copy).toContain("Simit");
    expect(copy).not.toBe(sale);
  });
});
