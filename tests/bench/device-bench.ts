/**
 * Owns the benches of devices: a receipt to bytes, the first byte at a network printer after the sale is stored, and what
 * the decoder of keyboard scanners costs each key.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VIRTUAL_PRINTER } from "../../domain/printing/printer-setup.ts";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import { encodeReceipt } from "../../drivers/printer/escpos-encoder.ts";
import { codePageForLocale, printerProfiles } from "../../drivers/printer/printer-profile.ts";
import { createScanDecoder } from "../../renderer/scanning/scan-decoder.ts";
import { createPrinterBrain } from "../../scripts/emulate/printer-brain.ts";
import { receiptCases } from "../support/receipt-cases.ts";
import { openTestTill, signIn } from "../support/test-till.ts";
import { rowOf, sampleMs, type BenchRow } from "./measure.ts";

const FIRST_BYTE_GOAL_MS = 150;
const SALES = 200;
const SCANS_A_SAMPLE = 100;

export const benchDevices = async (): Promise<readonly BenchRow[]> => [
  await benchReceipt(),
  await benchFirstByte(),
  benchWedge(),
];

const benchReceipt = async (): Promise<BenchRow> => {
  const samples = await sampleMs(500, (index) => {
    const { sale, store, copy } = receiptCases[index % receiptCases.length] ?? never();
    const profile = { ...printerProfiles["epson-80mm"], codePage: codePageForLocale(store.locale) };
    const document = buildSaleReceipt(sale, store, { copy });
    return encodeReceipt({ document, profile, openDrawer: true, rasterizeLine: null });
  });
  return rowOf("receipt to bytes", samples);
};

/** From the moment the till's own listeners hear that the sale is stored. */
const benchFirstByte = async (): Promise<BenchRow> => {
  let firstByteMs: number | null = null;
  const brain = createPrinterBrain();
  const server = createServer((socket) => {
    brain.startConnection();
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      const before = brain.received().length;
      const { reply } = brain.take(bytes);
      if (brain.received().length > before) firstByteMs ??= performance.now();
      socket.write(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const dataDir = mkdtempSync(join(tmpdir(), "bench-devices-"));
  const test = openTestTill({ dataDir });
  await signIn(test, "manager");
  const address = `tcp://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address });
  let storedMs = 0;
  test.till.basketSession.onChange(() => {
    if (test.till.basketSession.current() === null) storedMs = performance.now();
  });
  const samples: number[] = [];
  for (let sale = 0; sale < SALES; sale += 1) {
    for (let line = 0; line < 6; line += 1) await test.must("basket.scan", { code: "BAKERY-001" });
    firstByteMs = null;
    await test.must("payment.cash", { tenderedMinor: null });
    await test.printed();
    samples.push((firstByteMs ?? Number.NaN) - storedMs);
  }
  await test.close();
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
  return rowOf("first byte at the printer after the sale is stored", samples, { p99Ms: FIRST_BYTE_GOAL_MS });
};

const benchWedge = (): BenchRow => {
  const decoder = createScanDecoder();
  const keys = [...Array.from("8690526000015"), "Enter"];
  const samples: number[] = [];
  let timeMs = 0;
  for (let sample = 0; sample < 200; sample += 1) {
    const startedMs = performance.now();
    for (let scan = 0; scan < SCANS_A_SAMPLE; scan += 1) {
      for (const key of keys) decoder.press({ key, timeMs: (timeMs += 15) });
      timeMs += 60;
    }
    samples.push((performance.now() - startedMs) / (SCANS_A_SAMPLE * keys.length));
  }
  return rowOf("keyboard scanner: decode a key", samples);
};

const never = (): never => {
  throw new Error("There are no receipts to print");
};
