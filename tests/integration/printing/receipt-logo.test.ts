/** The shop's picture: chosen on screen, kept, on paper of an emulated printer and on screen, and taken off again. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import { readEscpos } from "../../../drivers/printer/read-escpos.ts";
import { LOGO_SETTING } from "../../../electron/services/receipts/receipt-logo.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";
import { LOGO_PNG } from "../../support/logo-file.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const file = LOGO_PNG.toString("base64");
let folder: string;
let printer: EmulatedPrinter;
let test: TestTill;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "receipt-logo-"));
  const profile = printerProfiles["epson-80mm"];
  printer = await startEmulatedPrinter({ port: 0, folder, profile, say: () => {} });
  test = openTestTill();
  await signIn(test, "manager");
  const address = `tcp://127.0.0.1:${String(printer.port)}`;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address });
});
afterEach(async () => {
  await test.close();
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(test.dataDir, { recursive: true, force: true });
});

/** Sells something; the sizes of what was drawn on its paper, and whether it is shown on screen. */
const receipt = async () => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  await test.printed();
  const name = readdirSync(folder).findLast((each) => each.endsWith(".bin")) ?? "";
  const { rows } = readEscpos(readFileSync(join(folder, name)), printerProfiles["epson-80mm"]);
  const drawn = rows.filter((row) => row.kind === "raster");
  const receiptNumber = paid.kind === "completed" ? paid.sale.receiptNumber : "";
  const { document } = await test.must("receipts.get", { receiptNumber });
  return {
    drawn: drawn.map(({ widthDots, heightDots, align }) => [widthDots, heightDots, align]),
    onScreen: document.blocks.some(({ kind }) => kind === "logo"),
  };
};

it("is on every receipt from the next one on, also after a restart, until it is taken off", async () => {
  expect(await receipt()).toEqual({ drawn: [], onScreen: false });
  const { png } = await test.must("receiptLogo.set", { file });
  expect(await test.must("receiptLogo.get", {})).toEqual({ png });
  const withLogo = { drawn: [[200, 96, "center"]], onScreen: true };
  expect(await receipt()).toEqual(withLogo);
  await test.close();
  test = openTestTill({ dataDir: test.dataDir });
  await signIn(test, "manager");
  expect(await receipt()).toEqual(withLogo);
  expect(await test.must("receiptLogo.remove", {})).toEqual({ png: null });
  expect(await receipt()).toEqual({ drawn: [], onScreen: false });
});

it("that is no picture is refused and changes nothing", async () => {
  const before = await test.must("receiptLogo.set", { file });
  const text = Buffer.from("no picture").toString("base64");
  expect(await test.call("receiptLogo.set", { file: text })).toMatchObject({
    ok: false,
    error: { type: "BadLogo", problem: "notAPicture" },
  });
  expect(await test.call("receiptLogo.set", { file: "###" })).toMatchObject({
    ok: false,
    error: { type: "InvalidPayload" },
  });
  expect(await test.must("receiptLogo.get", {})).toEqual(before);
});

it("that was stored and cannot be read costs nobody a receipt", async () => {
  test.till.settings.set(LOGO_SETTING, { logo: { png: "", bitmaps: "gone" } });
  expect(await receipt()).toEqual({ drawn: [], onScreen: false });
});
