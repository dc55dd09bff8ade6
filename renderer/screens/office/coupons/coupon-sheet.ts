/**
 * Owns sheets of coupons for an office printer: one file that any browser opens and prints on A4, so many on a page, each
 * with what it gives, until when, its code to scan, and lines to cut along. It needs nothing but itself.
 */
import { code128, drawingSVG } from "bwip-js/browser";
import { encode } from "uqr";

export interface SheetCoupon {
  readonly gift: string;
  /** null: no end. */
  readonly until: string | null;
  /** In groups, for people. */
  readonly grouped: string;
  /** null: too long for bars. */
  readonly bars: string | null;
  readonly qr: string;
}

export interface SheetWords {
  readonly locale: string;
  readonly store: string;
  readonly title: string;
  readonly validUntil: string;
}

export const PER_PAGE = [8, 12, 24] as const;
export type PerPage = (typeof PER_PAGE)[number];

const COLUMNS: Readonly<Record<PerPage, number>> = { 8: 2, 12: 2, 24: 3 };

const STYLE = `
@page { size: A4; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; background: #ddd; color: #000; font: 9pt/1.25 system-ui, "Segoe UI", Arial, sans-serif; }
.page { display: grid; width: 210mm; height: 296.5mm; margin: 0 auto 6mm; padding: 8mm; background: #fff;
  break-after: page; overflow: hidden; }
.coupon { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 3mm; align-content: center; align-items: center;
  min-width: 0; min-height: 0; padding: 2.5mm; border: 0.2mm dashed #888; margin: 0 -0.2mm -0.2mm 0; overflow: hidden; }
.qr { display: block; }
.text { display: grid; gap: 0.6mm; min-width: 0; }
.gift { font-size: 17pt; font-weight: 750; line-height: 1.1; overflow-wrap: anywhere; }
.of3 .gift { font-size: 12pt; }
.of3 .text { font-size: 7.5pt; }
.long .gift { font-size: 11pt; }
.store { font-weight: 650; }
.code { font-family: ui-monospace, Consolas, monospace; font-size: 8.5pt; letter-spacing: 0.02em; }
.of3 .code { font-size: 6.8pt; }
.bars { grid-column: 1 / -1; display: block; width: 100%; height: 11mm; margin-top: 2mm; }
@media print { body { background: none; } .page { margin: 0; } }
`;

const LONG_GIFT = 14;

export const couponSheetHtml = (
  coupons: readonly SheetCoupon[],
  words: SheetWords,
  perPage: PerPage,
): string => {
  const columns = COLUMNS[perPage];
  const grid = `grid-template: repeat(${String(perPage / columns)}, 1fr) / repeat(${String(columns)}, minmax(0, 1fr))`;
  const pages = Array.from({ length: Math.ceil(coupons.length / perPage) }, (_, page) =>
    coupons
      .slice(page * perPage, (page + 1) * perPage)
      .map((coupon) => couponHtml(coupon, words, perPage))
      .join(""),
  );
  return [
    `<!doctype html><html lang="${escaped(words.locale)}"><head><meta charset="utf-8">`,
    `<title>${escaped(`${words.store} · ${words.title}`)}</title><style>${STYLE}</style></head><body>`,
    ...pages.map((page) => `<section class="page of${String(columns)}" style="${grid}">${page}</section>`),
    "</body></html>",
  ].join("\n");
};

const couponHtml = (
  { gift, until, grouped, bars, qr }: SheetCoupon,
  words: SheetWords,
  perPage: PerPage,
): string => {
  // Bars of a generated code need some 70 mm: three columns are too narrow for them.
  const drawnBars = bars === null || perPage === 24 ? "" : barsSvg(bars);
  const isLong = gift.length > LONG_GIFT;
  return [
    `<article class="coupon${isLong ? " long" : ""}">${qrSvg(qr, perPage === 24 ? "25mm" : "27mm")}<div class="text">`,
    `<span class="store">${escaped(words.store)} · ${escaped(words.title)}</span>`,
    `<span class="gift">${escaped(gift)}</span>`,
    until === null ? "" : `<span>${escaped(words.validUntil)}: ${escaped(until)}</span>`,
    `<span class="code">${escaped(grouped)}</span></div>${drawnBars}</article>`,
  ].join("");
};

const QUIET_MODULES = 2;

const qrSvg = (value: string, side: string): string => {
  const { data, size } = encode(value, { ecc: "M", border: QUIET_MODULES });
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  return (
    `<svg class="qr" width="${side}" height="${side}" viewBox="0 0 ${String(size)} ${String(size)}" ` +
    `shape-rendering="crispEdges"><path d="${dark.join("")}"/></svg>`
  );
};

const QUIET_BARS = 10;

/** Nothing where CODE 128 lacks a character: the QR code beside it has the code too. */
const barsSvg = (value: string): string =>
  /^[ -~]+$/.test(value)
    ? code128({ bcid: "code128", text: value, paddingwidth: QUIET_BARS }, drawingSVG()).replace(
        "<svg ",
        '<svg class="bars" preserveAspectRatio="none" shape-rendering="crispEdges" ',
      )
    : "";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
