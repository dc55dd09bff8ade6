/**
 * What shops complain of in receipt printers and drawers, each on a whole till with a printer on a real socket. The rows
 * are those of the list of complaints: 15 false success, hanging and several copies; 16 letters; 17 the drawer.
 */
import { readdirSync, readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import { columnsBlock } from "../../../domain/receipt/receipt-document.ts";
import { createLineDrawer } from "../../../drivers/printer/draw-line.ts";
import { encodeReceipt } from "../../../drivers/printer/escpos-encoder.ts";
import { createTcpTransport } from "../../../drivers/printer/tcp-transport.ts";
import { VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import type { PrinterBehaviour } from "../../../scripts/emulate/printer-brain.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

let folder: string;
let printer: EmulatedPrinter;
let test: TestTill;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "complaints-"));
  const profile = printerProfiles["epson-80mm"];
  printer = await startEmulatedPrinter({ port: 0, folder, profile, say: () => {} });
  test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  const address = `tcp://127.0.0.1:${String(printer.port)}`;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address });
});
afterEach(async () => {
  await test.close();
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const sell = async (): Promise<void> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
};
const job = async (): Promise<PrintJobView | undefined> => (await test.must("print.jobs", { limit: 1 }))[0];
/** What came out of the printer whole. */
const papers = (): readonly Buffer[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".bin"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name)));
/** As time goes by: everything that is tried again by itself has been. */
const later = async (): Promise<void> => {
  test.clock.advance(60_000);
  test.timers.fire();
  await test.printed();
};

describe("row 15: printer failures", { timeout: 60_000 }, () => {
  it.each<[PrinterBehaviour, string]>([
    ["refuse", "refused"],
    ["hang", "timeout"],
    ["paperEnd", "paperEnd"],
    ["coverOpen", "coverOpen"],
    ["cutter", "cutter"],
  ])(
    "with one that is %s the sale is made, the cause is told, and it prints once when it is well",
    async (behaviour, cause) => {
      await printer.behave(behaviour);
      await sell();
      await test.printed();
      expect(await job()).toMatchObject({ state: "queued", cause, maybePrinted: false, attempts: 1 });
      expect(test.till.devices().printer).toMatchObject({ state: "problem", cause });
      await printer.behave("ok");
      const before = papers().length;
      await later();
      await later();
      expect(await job()).toMatchObject({ state: "confirmed", cause: null });
      expect(papers().length - before).toBe(1);
    },
  );

  it.each<[PrinterBehaviour, string, string]>([
    ["deaf", "failed", "timeout"],
    ["reset", "failed", "reset"],
    ["paperEndMidJob", "failed", "paperEnd"],
    ["busy", "sent", "unconfirmed"],
  ])(
    "one that is %s in the middle of a job is not called printed, and nothing is sent again by itself",
    async (behaviour, state, cause) => {
      await printer.behave(behaviour);
      await sell();
      await test.printed();
      expect(await job()).toMatchObject({ state, cause, attempts: 1 });
      await printer.behave("ok");
      const before = papers().length;
      await later();
      expect(papers()).toHaveLength(before);
      expect(await job()).toMatchObject({ state, attempts: 1 });
    },
  );

  it("paper that is nearly at its end is no failure", async () => {
    await printer.behave("paperNearEnd");
    await sell();
    await test.printed();
    expect(await job()).toMatchObject({ state: "confirmed" });
  });

  it("one that hangs holds up the next job no longer than three seconds", async () => {
    await printer.behave("hang");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      await sell();
      // The deadline runs from the moment that the connection is asked for.
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(2999);
      expect(await job()).toMatchObject({ state: "sent", cause: null });
      await vi.advanceTimersByTimeAsync(1);
      await test.printed();
      expect(await job()).toMatchObject({ state: "queued", cause: "timeout", maybePrinted: false });
    } finally {
      vi.useRealTimers();
    }
  });

  it("a wrong address is told, and the till sells on", async () => {
    await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: "tcp://printer.invalid" });
    await sell();
    await test.printed();
    expect(await job()).toMatchObject({ state: "queued", cause: "offline" });
    await sell();
  });
});

it("row 16: what the code page lacks is written otherwise or drawn, and no row with money is lost", async () => {
  const names = ["Çay €", "Şeker ₺", "قهوة", "咖啡", "ő ğ ñ"];
  const transport = createTcpTransport({ host: "127.0.0.1", port: printer.port, givesStatus: true });
  const bytes = encodeReceipt({
    document: {
      locale: "tr",
      blocks: names.map((left, index) => columnsBlock({ left, right: `${String(index)}2,50` })),
    },
    profile: printerProfiles["epson-80mm"],
    openDrawer: false,
    rasterizeLine: createLineDrawer((error) => {
      throw error;
    }),
  });
  expect(await transport.send(bytes, { timeoutMs: 20_000 })).toMatchObject({ ok: true });
  await transport.close();
  const lines = readFileSync(join(folder, "000001.txt"), "utf8").split("\n");
  const rows = lines.filter((line) => line.includes("2,50") || line.includes("a line drawn as"));
  expect(rows).toHaveLength(names.length);
  expect(rows.filter((line) => line.includes("drawn"))).toHaveLength(2);
});

it("row 17: one pulse, before the paper, for cash and not for a card", async () => {
  await sell();
  await test.printed();
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.card", { amountMinor: null });
  await test.printed();
  const pulse = Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa]);
  const [cash, card] = papers();
  expect(cash?.indexOf(pulse)).toBe(2);
  expect(cash?.lastIndexOf(Buffer.from([0x1b, 0x70]))).toBe(2);
  expect(card?.includes(Buffer.from([0x1b, 0x70]))).toBe(false);
});
