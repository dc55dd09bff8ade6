/**
 * Owns drawing a line of paper as dots, for scripts that no code page of the printer has: Arabic is shaped and runs from
 * right to left, Chinese and Japanese have their own letters. Every cell stays within its columns, so a figure stands
 * where it would stand as text. Loaded at the first such line, because most shops never print one.
 * Must never fail a receipt: without the drawing library or its fonts the answer is null, and the line is printed as text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as CanvasLibrary from "@napi-rs/canvas";
import type { LaidOutCell } from "../../domain/receipt/layout-columns.ts";
import { displayWidth } from "../../domain/receipt/text-columns.ts";
import type { MonoBitmap, RasterizeLine, RasterLineRequest } from "./raster-line.ts";

type Canvas = typeof CanvasLibrary;

/** One line of normal size on paper of 8 dots a millimetre: the printer's own letters are 24 dots high, with 6 between. */
const LINE_HEIGHT_DOTS = 34;
const FONT_SIZE_DOTS = 24;
const BASELINE_DOTS = 26;
/** Ink from this share of full black on; lower makes strokes thicker. */
const INK_FROM_ALPHA = 110;

/** The same weight of each family; a family is one name for all the files that divide its letters among them. */
const FONT_FILES = /-(?:arabic|latin|latin-ext|chinese-simplified|\d+)-400-normal\.woff2$/;
const FAMILIES: Readonly<Record<string, string>> = {
  "Till Arabic": "@fontsource/noto-sans-arabic",
  "Till Chinese": "@fontsource/noto-sans-sc",
};
const FONT = Object.keys(FAMILIES)
  .map((family) => `"${family}"`)
  .join(", ");

const requirePackage = createRequire(import.meta.url);

const loadCanvas = (): Canvas => {
  const canvas = requirePackage("@napi-rs/canvas") as Canvas;
  for (const [family, packageName] of Object.entries(FAMILIES)) {
    const directory = join(dirname(requirePackage.resolve(`${packageName}/package.json`)), "files");
    for (const file of readdirSync(directory).filter((name) => FONT_FILES.test(name))) {
      // By content: inside a packed program the files are no files of the system's.
      canvas.GlobalFonts.register(readFileSync(join(directory, file)), family);
    }
  }
  return canvas;
};

/** `report` hears once why nothing can be drawn. */
export const createLineDrawer = (report: (error: unknown) => void): RasterizeLine => {
  let canvas: Canvas | null | undefined;
  return (request) => {
    try {
      canvas ??= canvas === undefined ? loadCanvas() : null;
    } catch (error) {
      canvas = null;
      report(error);
    }
    return canvas === null ? null : drawLine(canvas, request);
  };
};

const drawLine = (canvas: Canvas, request: RasterLineRequest): MonoBitmap => {
  const { line, widthDots } = request;
  const high = line.size === "normal" ? 1 : 2;
  const heightDots = LINE_HEIGHT_DOTS * high;
  const context = canvas.createCanvas(widthDots, heightDots).getContext("2d");
  context.font = `${line.bold ? "bold " : ""}${String(FONT_SIZE_DOTS)}px ${FONT}`;
  context.lang = request.locale;
  for (const [index, cell] of line.cells.entries()) {
    drawCell(context, request, { cell, next: line.cells[index + 1] ?? null });
  }
  return { widthDots, heightDots, bits: toBits(context, widthDots, heightDots) };
};

interface PlacedCell {
  readonly cell: LaidOutCell;
  readonly next: LaidOutCell | null;
}

/** Letters that need more room than their columns are made narrower, never cut. */
const drawCell = (
  context: CanvasLibrary.SKRSContext2D,
  { line, columns, widthDots }: RasterLineRequest,
  { cell, next }: PlacedCell,
): void => {
  const wide = line.size === "big" ? 2 : 1;
  const high = line.size === "normal" ? 1 : 2;
  const columnDots = (widthDots / columns) * wide;
  const boxDots = displayWidth(cell.text) * columnDots;
  const startDots = cell.startColumn * columnDots;
  const anchorDots = startDots + boxDots * { left: 0, center: 0.5, right: 1 }[cell.align];
  const afterDots = (next === null ? widthDots : (next.startColumn - 1) * columnDots) - anchorDots;
  const roomDots = { left: afterDots, center: 2 * Math.min(anchorDots, afterDots), right: anchorDots }[
    cell.align
  ];
  context.direction = RIGHT_TO_LEFT.test(cell.text) ? "rtl" : "ltr";
  context.textAlign = cell.align;
  const naturalDots = context.measureText(cell.text).width * wide;
  const squeeze = Math.min(1, roomDots / Math.max(1, naturalDots));
  context.setTransform(wide * squeeze, 0, 0, high, anchorDots, 0);
  context.fillText(cell.text, 0, BASELINE_DOTS);
};

/** By the first letter that has a direction (Unicode annex 9, rule P2). */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

const toBits = (context: CanvasLibrary.SKRSContext2D, widthDots: number, heightDots: number): Uint8Array => {
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(rowBytes * heightDots);
  const { data } = context.getImageData(0, 0, widthDots, heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if ((data[(y * widthDots + x) * 4 + 3] ?? 0) >= INK_FROM_ALPHA) {
        const at = y * rowBytes + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return bits;
};
