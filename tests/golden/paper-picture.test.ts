/** Receipts as they look on paper, per printer profile; also in scripts that the printer has no letters for. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import { columnsBlock, textBlock, type ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import { createLineDrawer } from "../../drivers/printer/draw-line.ts";
import { encodeReceipt } from "../../drivers/printer/escpos-encoder.ts";
import { codePageForLocale, printerProfiles, type PrinterProfile } from "../../drivers/printer/printer-profile.ts";
import { paperPicture } from "../../scripts/emulate/paper-picture.ts";
import { readLogo } from "../../drivers/printer/logo-image.ts";
import { LOGO_PNG } from "../support/logo-file.ts";
import { receiptCases } from "../support/receipt-cases.ts";

/** Another processor may round the edge of a letter differently; a missing line is far more than this. */
const MOST_DIFFERENT_SHARE = 0.002;

const pixelsOf = async (png: Buffer) => {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { size: [image.width, image.height], data };
};

const expectPicture = async (name: string, png: Buffer): Promise<void> => {
  const file = join(import.meta.dirname, "paper", `${name}.png`);
  if (process.env["UPDATE_GOLDEN"] !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
  }
  expect(existsSync(file), `${file} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
  const [wanted, got] = [await pixelsOf(readFileSync(file)), await pixelsOf(png)];
  expect(got.size).toEqual(wanted.size);
  const different = got.data.reduce(
    (sum, value, index) => sum + Number(index % 4 === 0 && Math.abs(value - (wanted.data[index] ?? 0)) > 64),
    0,
  );
  expect(different / (got.data.length / 4)).toBeLessThan(MOST_DIFFERENT_SHARE);
};

const problems: unknown[] = [];
const rasterizeLine = createLineDrawer((error) => problems.push(error));
const picture = (document: ReceiptDocument, profile: PrinterProfile): Buffer =>
  paperPicture(encodeReceipt({ document, profile, openDrawer: false, rasterizeLine }), profile);

it.each([
  ["sale", "epson-80mm"],
  ["spanish", "generic-80mm"],
  ["turkish", "generic-80mm-42"],
  ["sale-32", "generic-58mm"],
] as const)("%s on %s", async (name, profileName) => {
  const found = receiptCases.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No receipt is called ${name}`);
  const profile = { ...printerProfiles[profileName], codePage: codePageForLocale(found.store.locale) };
  await expectPicture(
    `${name}-${profileName}`,
    picture(buildSaleReceipt(found.sale, found.store, { copy: found.copy }), profile),
  );
});

it("a receipt with the shop's logo on 58 mm", async () => {
  const [found] = receiptCases;
  const logo = await readLogo(LOGO_PNG);
  if (found === undefined || !logo.ok) throw new Error("No receipt, or no logo");
  const profile = printerProfiles["generic-58mm"];
  const bytes = encodeReceipt({
    document: buildSaleReceipt(found.sale, found.store, { copy: false, logo: true }),
    profile,
    openDrawer: false,
    rasterizeLine: null,
    logo: (paperDots) => logo.value.bitmaps.find((bitmap) => bitmap.paperDots === paperDots) ?? null,
  });
  await expectPicture("logo-generic-58mm", paperPicture(bytes, profile));
});

it("Arabic, Chinese and Japanese lines with their figures, among letters that the printer has", async () => {
  const blocks = [
    textBlock("سوق كوسه", { align: "center", size: "big" }),
    columnsBlock({ left: "قهوة عربية 250 غ", right: "12.50" }),
    columnsBlock({ left: "漢字ラーメン 大盛り", right: "1,234.50" }),
    columnsBlock({ left: "Milk", right: "3.10" }),
    columnsBlock({ left: "TOTAL 合计", right: "1,250.10" }, { bold: true, size: "tall" }),
  ];
  await expectPicture("scripts-epson-80mm", picture({ locale: "en", blocks }, printerProfiles["epson-80mm"]));
  expect(problems).toEqual([]);
});
