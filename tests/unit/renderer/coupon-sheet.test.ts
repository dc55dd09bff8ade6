/** Sheets of coupons: as many pages as needed, each code once, and what is drawn reads as the code by an independent reader. */
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import {
  MOST_ON_SHEETS,
  rangeOf,
  sheetRangeOf,
} from "../../../renderer/screens/office/coupons/coupon-draft.ts";
import {
  couponSheetHtml,
  PER_PAGE,
  type PerPage,
  type SheetCoupon,
} from "../../../renderer/screens/office/coupons/coupon-sheet.ts";
import { couponCodeOf, groupedCode, COUPON_RANDOM_BYTES } from "../../../domain/coupons/coupon-code.ts";
import { readCode128 } from "../../support/read-code128.ts";
import { readQr } from "../../support/read-qr.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { testSeed } from "../../support/test-seed.ts";

const WORDS = { locale: "tr-TR", store: "Köşe & Fırın", title: "Kupon", validUntil: "Son gün" };
const random = seededRandom(testSeed);

const coupon = (): SheetCoupon => {
  const code = couponCodeOf(Uint8Array.from({ length: COUPON_RANDOM_BYTES }, () => random.below(256)));
  return { gift: "−%10", until: null, grouped: groupedCode(code), bars: code, qr: code };
};

const sheet = (coupons: readonly SheetCoupon[], perPage: PerPage) => {
  const html = couponSheetHtml(coupons, WORDS, perPage);
  const symbols = (name: string): readonly string[] =>
    html.match(new RegExp(`<svg class="${name}".*?</svg>`, "gs")) ?? [];
  return {
    html,
    pages: html.split('<section class="page').slice(1),
    qr: symbols("qr"),
    bars: symbols("bars"),
  };
};

/** As points, `scale` to a module; white where nothing is drawn. */
const points = async (svg: string, scale: number): Promise<readonly (readonly boolean[])[]> => {
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const alone = svg
    .replace(
      /^<svg ([^>]*)>/,
      (_, all: string) => `<svg ${all.replace(/ (width|height|xmlns)="[^"]*"/g, "")}>`,
    )
    .replace("<svg ", `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" `);
  const context = createCanvas(wide, high).getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, wide, high);
  context.drawImage(await loadImage(Buffer.from(alone)), 0, 0, wide, high);
  const { data } = context.getImageData(0, 0, wide, high);
  return Array.from({ length: high }, (_, y) =>
    Array.from({ length: wide }, (_unused, x) => (data[(y * wide + x) * 4] ?? 255) < 128),
  );
};

const scannedBars = async (svg: string): Promise<string | null> => {
  const rows = await points(svg, 3);
  return readCode128(rows[Math.floor(rows.length / 2)] ?? []);
};

const SCALE = 4;
const scannedQr = async (svg: string): Promise<string | null> => {
  const rows = (await points(svg, SCALE)).filter((_, y) => y % SCALE === SCALE / 2);
  const modules = rows.map((row) => row.filter((_, x) => x % SCALE === SCALE / 2));
  const inked = modules.flatMap((row, y) => (row.includes(true) ? [y] : []));
  const [top = 0, bottom = 0] = [inked[0], inked.at(-1)];
  // The corners are as far left as they are high.
  return readQr(modules.slice(top, bottom + 1).map((row) => row.slice(top, bottom + 1)));
};

describe("a sheet", () => {
  it.each(PER_PAGE)("of %i on a page has the pages it needs and each code once, in order", (perPage) => {
    for (const count of [1, perPage, perPage + 1, perPage * 3 - 1]) {
      const coupons = Array.from({ length: count }, coupon);
      const { html, pages } = sheet(coupons, perPage);
      expect(pages).toHaveLength(Math.ceil(count / perPage));
      expect(pages.map((page) => page.split("<article").length - 1)).toEqual(
        pages.map((_, at) => Math.min(perPage, count - at * perPage)),
      );
      expect([...html.matchAll(/class="code">([^<]*)</g)].map(([, code]) => code)).toEqual(
        coupons.map(({ grouped }) => grouped),
      );
      expect(html).toContain("Köşe &amp; Fırın");
    }
  });

  it.each(PER_PAGE)(
    "of %i on a page shows QR codes that read as the codes, and bars where they fit",
    async (perPage) => {
      const coupons = Array.from({ length: 5 }, coupon);
      const { qr, bars } = sheet(coupons, perPage);
      const codes = coupons.map((one) => one.qr);
      expect(await Promise.all(qr.map(scannedQr))).toEqual(codes);
      expect(await Promise.all(bars.map(scannedBars))).toEqual(perPage === 24 ? [] : codes);
    },
  );

  it.each(["SPRING", "bahar-10", "0123456789", "A1", "YILBAŞI-ÇAY", "YZJ18NYAAQKV3499"])(
    "draws the shop's own code %s",
    async (code) => {
      const { qr, bars } = sheet([{ ...coupon(), bars: code, qr: code }], 8);
      expect(await scannedQr(qr[0] ?? "")).toBe(code);
      expect(await Promise.all(bars.map(scannedBars))).toEqual(/^[ -~]+$/.test(code) ? [code] : []);
    },
  );

  it("draws a signed coupon's whole text", async () => {
    const text = `TWC1${"0123456789ABCDEFGHJKMNPQRSTVWXYZ".repeat(6)}`;
    const { qr, bars } = sheet([{ ...coupon(), bars: null, qr: text }], 12);
    expect(await scannedQr(qr[0] ?? "")).toBe(text);
    expect(bars).toEqual([]);
  });
});

describe("which coupons go into a file", () => {
  it("are those that were asked for, in files of so many, each once", () => {
    const files: [number, number][] = [];
    let from: number | null = 101;
    while (from !== null) {
      const part: ReturnType<typeof sheetRangeOf> = sheetRangeOf({ from, to: 6000 });
      files.push([part.from, part.count]);
      from = part.next;
    }
    expect(files).toEqual([
      [101, MOST_ON_SHEETS],
      [2501, MOST_ON_SHEETS],
      [4901, 1100],
    ]);
  });

  it.each([
    ["1", "40", { from: 1, to: 40 }],
    [" 7 ", "7", { from: 7, to: 7 }],
    ["8", "7", null],
    ["1", "41", null],
    ["0", "3", null],
    ["", "3", null],
    ["1", "3.5", null],
  ])("from %s to %s of 40", (from, to, range) => {
    expect(rangeOf({ from, to }, 40)).toEqual(range);
  });
});
