/** The printer of `npm run emulate -- printer`, over a real socket. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { columnsBlock } from "../../../domain/receipt/receipt-document.ts";
import { encodeReceipt } from "../../../drivers/printer/escpos-encoder.ts";
import { createLineDrawer } from "../../../drivers/printer/draw-line.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import type { PrinterTransport } from "../../../drivers/printer/printer-transport.ts";
import { createTcpTransport } from "../../../drivers/printer/tcp-transport.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";

const profile = printerProfiles["epson-80mm"];
const LONG = { timeoutMs: 20_000 };
const said: string[] = [];
let folder: string;
let printer: EmulatedPrinter;
let transport: PrinterTransport;

beforeEach(async () => {
  said.length = 0;
  folder = mkdtempSync(join(tmpdir(), "emulated-printer-"));
  printer = await startEmulatedPrinter({ port: 0, folder, profile, say: (line) => said.push(line) });
  transport = createTcpTransport({ host: "127.0.0.1", port: printer.port, givesStatus: true });
});
afterEach(async () => {
  await transport.close();
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Drawn lines hold bytes that look like questions to a printer: they must reach the paper as they are. */
const receipt = (left: string): Uint8Array =>
  encodeReceipt({
    document: { locale: "en", blocks: [columnsBlock({ left, right: "12.50" })] },
    profile,
    openDrawer: true,
    rasterizeLine: createLineDrawer((error) => {
      throw error;
    }),
  });

it("keeps a job as bytes, as text and as a picture, and says what it did", async () => {
  const bytes = receipt("قهوة");
  expect(await transport.send(bytes, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
  expect(readdirSync(folder).toSorted()).toEqual(["000001.bin", "000001.png", "000001.txt"]);
  expect(readFileSync(join(folder, "000001.bin")).equals(Buffer.from(bytes))).toBe(true);
  expect(readFileSync(join(folder, "000001.txt"), "utf8")).toContain("a line drawn as 576");
  expect(readFileSync(join(folder, "000001.png")).subarray(1, 4).toString()).toBe("PNG");
  expect(said.join()).toContain("drawer opens (pin 2, 50 ms)");
});

it("runs out of paper on request, and prints one copy after it was refilled", async () => {
  await printer.behave("paperEnd");
  const refused = await transport.send(receipt("Milk"), LONG);
  expect(refused).toMatchObject({ ok: false, error: { cause: "paperEnd", certainty: "nothingSent" } });
  await printer.behave("ok");
  expect(await transport.send(receipt("Milk"), LONG)).toMatchObject({ ok: true });
  expect(readdirSync(folder).filter((name) => name.endsWith(".txt"))).toEqual(["000001.txt"]);
});

it("refuses connections, and takes them again", async () => {
  await printer.behave("refuse");
  expect(await transport.send(receipt("Milk"), LONG)).toMatchObject({ ok: false });
  await printer.behave("ok");
  expect(await transport.send(receipt("Milk"), LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
});
