/**
 * Owns what a printed job looks like on paper, as a picture for people and for tests: letters in their columns, bars and
 * drawn lines dot for dot, and where the knife went. One dot of the printer is one pixel.
 * The letters are not the printer's own, so a picture shows what stands where, not how a maker draws an "a".
 */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import bwipjs from "bwip-js/node";
import { displayWidth, graphemesOf } from "../../domain/receipt/text-columns.ts";
import type { PrinterProfile } from "../../drivers/printer/printer-profile.ts";
import { readEscpos, type PaperRow } from "../../drivers/printer/read-escpos.ts";

const FONT_FAMILY = "Paper";
/** Font A of Epson's printers: 24 dots high, lines 30 dots apart. */
const LETTER_DOTS = 24;
const LINE_DOTS = 30;
const HUMAN_READABLE_DOTS = 28;
const MARGIN_DOTS = 24;
const CUT_DOTS = 24;
const QR_SPACE_DOTS = 16;

const loadFont = (): void => {
  if (GlobalFonts.has(FONT_FAMILY)) {
    return;
  }
  const packageFile = createRequire(import.meta.url).resolve("@fontsource/roboto-mono/package.json");
  const directory = join(dirname(packageFile), "files");
  for (const file of readdirSync(directory).filter((name) => name.endsWith("-400-normal.woff2"))) {
    GlobalFonts.registerFromPath(join(directory, file), FONT_FAMILY);
  }
};

/** A PNG of the whole job. */
export const paperPicture = (bytes: Uint8Array, profile: PrinterProfile): Buffer => {
  loadFont();
  const { rows } = readEscpos(bytes, profile);
  const heightDots = rows.reduce((sum, row) => sum + heightOf(row), 2 * MARGIN_DOTS);
  const widthDots = profile.widthDots + 2 * MARGIN_DOTS;
  const canvas = createCanvas(widthDots, heightDots);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, widthDots, heightDots);
  context.fillStyle = "#000";
  context.translate(MARGIN_DOTS, MARGIN_DOTS);
  for (const row of rows) {
    context.save();
    drawRow(context, row, profile);
    context.restore();
    context.translate(0, heightOf(row));
  }
  return canvas.toBuffer("image/png");
};

const heightOf = (row: PaperRow): number => {
  switch (row.kind) {
    case "text":
      // An empty line feeds one line, whatever the size of letters; a high one no more than its letters need.
      return row.text === "" ? LINE_DOTS : Math.max(LINE_DOTS, LETTER_DOTS * row.timesHigh);
    case "barcode":
      return row.heightDots + HUMAN_READABLE_DOTS;
    case "qr":
      return qrSymbol(row.value).pixy * row.moduleDots + QR_SPACE_DOTS;
    case "raster":
      return row.heightDots;
    case "cut":
      return CUT_DOTS;
  }
};

const drawRow = (context: SKRSContext2D, row: PaperRow, profile: PrinterProfile): void => {
  switch (row.kind) {
    case "text":
      return drawText(context, row, profile);
    case "barcode":
      return drawBarcode(context, row, profile);
    case "qr":
      return drawQr(context, row, profile);
    case "raster":
      return drawRaster(context, row, profile);
    case "cut":
      context.fillStyle = "#888";
      for (let x = 0; x < profile.widthDots; x += 16) {
        context.fillRect(x, CUT_DOTS / 2, 8, 2);
      }
  }
};

type RowOf<K extends PaperRow["kind"]> = Extract<PaperRow, { readonly kind: K }>;

/** Letter by letter on the grid, because the printer's letters all have the width of a column. */
const drawText = (context: SKRSContext2D, row: RowOf<"text">, profile: PrinterProfile): void => {
  const columnDots = profile.widthDots / profile.columns;
  const free = profile.columns - displayWidth(row.text) * row.timesWide;
  let column = Math.max(0, row.align === "left" ? 0 : row.align === "right" ? free : free / 2);
  context.font = `${row.bold ? "bold " : ""}${String(LETTER_DOTS * 0.86)}px ${FONT_FAMILY}`;
  context.textAlign = "center";
  for (const letter of graphemesOf(row.text)) {
    const columns = displayWidth(letter) * row.timesWide;
    context.save();
    context.translate((column + columns / 2) * columnDots, 0);
    context.scale(row.timesWide, row.timesHigh);
    context.fillText(letter, 0, LETTER_DOTS * 0.92);
    context.restore();
    column += columns;
  }
};

/** Widths of bars and spaces in modules, beginning with a bar. */
const barsOf = (value: string): readonly number[] => {
  const [symbol] = bwipjs.raw({ bcid: "code128", text: value });
  return symbol !== undefined && "sbs" in symbol ? symbol.sbs : [];
};

const drawBarcode = (context: SKRSContext2D, row: RowOf<"barcode">, profile: PrinterProfile): void => {
  const bars = barsOf(row.value);
  const widthDots = bars.reduce((sum, modules) => sum + modules * row.moduleDots, 0);
  const free = profile.widthDots - widthDots;
  const startDots = row.align === "left" ? 0 : row.align === "right" ? free : Math.floor(free / 2);
  let x = startDots;
  for (const [index, modules] of bars.entries()) {
    if (index % 2 === 0) {
      context.fillRect(x, 0, modules * row.moduleDots, row.heightDots);
    }
    x += modules * row.moduleDots;
  }
  context.font = `${String(LETTER_DOTS * 0.86)}px ${FONT_FAMILY}`;
  context.textAlign = "center";
  context.fillText(row.value, startDots + widthDots / 2, row.heightDots + LETTER_DOTS);
};

const qrSymbol = (value: string) => {
  const [symbol] = bwipjs.raw("qrcode", value, "eclevel=M");
  if (symbol === undefined || !("pixs" in symbol)) {
    throw new Error("The QR code was not drawn");
  }
  return symbol;
};

const drawQr = (context: SKRSContext2D, row: RowOf<"qr">, profile: PrinterProfile): void => {
  const { pixs, pixx } = qrSymbol(row.value);
  const free = profile.widthDots - pixx * row.moduleDots;
  const startDots = row.align === "left" ? 0 : row.align === "right" ? free : Math.floor(free / 2);
  for (const [index, dark] of pixs.entries()) {
    if (dark === 1) {
      const [x, y] = [index % pixx, Math.floor(index / pixx)];
      const { moduleDots } = row;
      context.fillRect(
        startDots + x * moduleDots,
        y * moduleDots + QR_SPACE_DOTS / 2,
        moduleDots,
        moduleDots,
      );
    }
  }
};

const drawRaster = (context: SKRSContext2D, row: RowOf<"raster">, profile: PrinterProfile): void => {
  const { widthDots, heightDots, bits, align } = row;
  const free = profile.widthDots - widthDots;
  context.translate(align === "left" ? 0 : align === "right" ? free : Math.floor(free / 2), 0);
  const rowBytes = widthDots / 8;
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) {
        context.fillRect(x, y, 1, 1);
      }
    }
  }
};
