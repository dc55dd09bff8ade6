import { expect, it } from "vitest";
import type { LaidOutText } from "../../../../domain/receipt/layout-columns.ts";
import { layoutColumns, plainLine } from "../../../../domain/receipt/layout-columns.ts";
import { columnsBlock } from "../../../../domain/receipt/receipt-document.ts";
import { createLineDrawer } from "../../../../drivers/printer/draw-line.ts";
import type { MonoBitmap } from "../../../../drivers/printer/raster-line.ts";

const COLUMNS = 48;
const WIDTH_DOTS = 576;

const problems: unknown[] = [];
const drawer = createLineDrawer((error) => problems.push(error));
const draw = (line: LaidOutText): MonoBitmap => {
  const bitmap = drawer({ line, columns: COLUMNS, widthDots: WIDTH_DOTS, locale: "ar" });
  expect(problems).toEqual([]);
  if (bitmap === null) throw new Error("Nothing was drawn");
  return bitmap;
};
const columnsOf = (left: string, right: string): LaidOutText => {
  const [line] = layoutColumns(columnsBlock({ left, right }), { columns: COLUMNS, clean: (text) => text });
  if (line === undefined) throw new Error("No line");
  return line;
};

/** Columns of dots, from the left, in which there is any ink. */
const inkAcross = ({ widthDots, heightDots, bits }: MonoBitmap): readonly number[] => {
  const rowBytes = Math.ceil(widthDots / 8);
  return Array.from({ length: widthDots }, (_, x) => x).filter((x) =>
    Array.from({ length: heightDots }, (_, y) => bits[y * rowBytes + (x >> 3)] ?? 0).some(
      (byte) => (byte & (0x80 >> (x & 7))) !== 0,
    ),
  );
};

it("draws a label at the left and its figure at the right edge, on the whole width", () => {
  const bitmap = draw(columnsOf("قهوة عربية", "12.50"));
  const ink = inkAcross(bitmap);
  expect(bitmap.widthDots).toBe(WIDTH_DOTS);
  expect(ink[0]).toBeLessThan(12);
  expect(ink.at(-1)).toBeGreaterThan(WIDTH_DOTS - 6);
  // Between the two is paper.
  expect(ink.filter((x) => x > 250 && x < 480)).toEqual([]);
});

it("joins Arabic letters, from right to left", () => {
  const joined = draw(plainLine("ببب", "left", COLUMNS));
  const apart = draw(plainLine("ب\u200cب\u200cب", "left", COLUMNS));
  expect(inkAcross(joined).length).toBeLessThan(inkAcross(apart).length);
  // The figure follows the word, so it stands at its left.
  const [first, last] = [
    draw(plainLine("ا 8888", "left", COLUMNS)),
    draw(plainLine("8888 ا", "left", COLUMNS)),
  ];
  expect(Buffer.from(first.bits).equals(Buffer.from(last.bits))).toBe(false);
});

it.each(["漢字", "ラーメン", "你好", "Çay ₺ ğ"])("has letters for %s", (text) => {
  const missing = draw(plainLine("\u{10fffd}".repeat(text.length), "left", COLUMNS));
  const drawn = draw(plainLine(text, "left", COLUMNS));
  expect(inkAcross(drawn).length).toBeGreaterThan(10);
  expect(Buffer.from(drawn.bits).equals(Buffer.from(missing.bits))).toBe(false);
});

it("makes a text narrower that needs more than its room, and cuts nothing", () => {
  const ink = inkAcross(draw(plainLine("你".repeat(40), "left", COLUMNS)));
  expect(ink.at(-1)).toBeLessThan(WIDTH_DOTS);
  expect(ink.length).toBeGreaterThan(300);
});

it("draws big text twice as high, in the middle of the paper", () => {
  const bitmap = draw({ ...plainLine("سوق", "center", COLUMNS / 2), size: "big" });
  expect(bitmap.heightDots).toBe(draw(plainLine("سوق", "center", COLUMNS)).heightDots * 2);
  const ink = inkAcross(bitmap);
  const middle = ((ink[0] ?? 0) + (ink.at(-1) ?? 0)) / 2;
  expect(Math.abs(middle - WIDTH_DOTS / 2)).toBeLessThan(16);
});
