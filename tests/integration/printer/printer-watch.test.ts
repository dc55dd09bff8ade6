/** What is known of the receipt printer between jobs, on a whole till with an emulated printer on a real socket. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import type { PrinterBehaviour } from "../../../scripts/emulate/printer-brain.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const LONG = { timeout: 20_000 };
let folder: string;
let printer: EmulatedPrinter;
let test: TestTill;
let pushed = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "printer-watch-"));
  const profile = printerProfiles["epson-80mm"];
  printer = await startEmulatedPrinter({ port: 0, folder, profile, say: () => {} });
  pushed = 0;
  test = openTestTill({ dataDir: ":memory:", onDevicesChange: () => (pushed += 1) });
  await signIn(test, "manager");
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: at() });
  test.watchPrinter();
  await expect.poll(waitsMs, LONG).toEqual([12_000]);
});
afterEach(async () => {
  await test.close();
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (): string => `tcp://127.0.0.1:${String(printer.port)}`;
const waitsMs = () => test.timers.delaysMs();
const seen = async () => (await test.must("devices.state", {})).printer;
/** The next question is due, and answered. */
const askedAgain = async (): Promise<void> => {
  test.timers.fire();
  await expect.poll(() => waitsMs().length, LONG).toBe(1);
};
const papers = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
const sell = async (): Promise<void> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  await test.printed();
};

it.each<[PrinterBehaviour, object]>([
  ["paperEnd", { state: "problem", cause: "paperEnd" }],
  ["coverOpen", { state: "problem", cause: "coverOpen" }],
  ["cutter", { state: "problem", cause: "cutter" }],
  ["paperNearEnd", { state: "ready", cause: null, paperNearEnd: true }],
])("sees %s before the next sale, tells it, and sees that it is over", async (behaviour, expected) => {
  expect(await seen()).toMatchObject({ state: "ready", cause: null, paperNearEnd: false });
  await printer.behave(behaviour);
  const before = pushed;
  await askedAgain();
  expect(await seen()).toMatchObject(expected);
  expect(pushed - before).toBe(1);
  await askedAgain();
  expect(pushed - before).toBe(1);
  await printer.behave("ok");
  await askedAgain();
  expect(await seen()).toMatchObject({ state: "ready", cause: null, paperNearEnd: false });
  expect(papers()).toEqual([]);
});

it("asks one that does not answer again soon, and only then says so", async () => {
  await printer.behave("refuse");
  await askedAgain();
  expect(await seen()).toMatchObject({ state: "ready", cause: null });
  expect(waitsMs()).toEqual([2000]);
  await askedAgain();
  expect(await seen()).toMatchObject({ state: "problem", cause: "refused" });
  expect(waitsMs()).toEqual([12_000]);
  await printer.behave("ok");
  await askedAgain();
  expect(await seen()).toMatchObject({ state: "ready" });
});

it("lets its newer word count over the trouble of an older job", async () => {
  await printer.behave("reset");
  await sell();
  await expect.poll(waitsMs, LONG).toEqual([12_000]);
  expect(await seen()).toMatchObject({ state: "ready", failed: 1 });
});

it("believes no printer that tells nothing", async () => {
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: `${at()}?status=no` });
  await printer.behave("paperEnd");
  await askedAgain();
  expect(await seen()).toMatchObject({ state: "ready", cause: null });
});

it("prints one further paper, marked as a copy, of a job that nobody confirmed", async () => {
  await printer.behave("busy");
  await sell();
  const [job] = await test.must("print.jobs", { limit: 1 });
  expect(job).toMatchObject({ state: "sent", cause: "unconfirmed", maybePrinted: true });
  await printer.behave("ok");
  const before = papers().length;
  await test.must("print.retry", { jobId: job?.id ?? 0 });
  await test.printed();
  const after = papers().slice(before);
  expect(after).toHaveLength(1);
  // The store's language is Turkish.
  expect(after[0]).toContain("*** KOPYA ***");
  expect(await test.must("print.jobs", { limit: 2 })).toMatchObject([{ id: job?.id, state: "confirmed" }]);
  expect(await test.call("print.retry", { jobId: job?.id ?? 0 })).toMatchObject({
    ok: false,
    error: { type: "NotFailed" },
  });
});
