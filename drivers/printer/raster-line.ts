/**
 * Owns printing dots: a line in a script that no code page of the printer has (Arabic, Chinese), and the shop's logo.
 * Drawing letters needs fonts and shaping: draw-line.ts has them; this file only knows the bytes of GS v 0.
 */
import type { LaidOutText } from "../../domain/receipt/layout-columns.ts";

/** One bit per dot, rows from the top, each padded to whole bytes, the leftmost dot in the highest bit; 1 is black. */
export interface MonoBitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

export interface RasterLineRequest {
  readonly line: LaidOutText;
  readonly columns: number;
  readonly widthDots: number;
  /** BCP 47, for shaping and for the choice of font. */
  readonly locale: string;
}

/** Draws a line; null when it cannot, and the line is printed with "?" for unknown letters. */
export type RasterizeLine = (request: RasterLineRequest) => MonoBitmap | null;

/** GS v 0: prints a bitmap at normal density. The printer feeds by its height. */
export const rasterBytes = (bitmap: MonoBitmap): Uint8Array => {
  const rowBytes = Math.ceil(bitmap.widthDots / 8);
  if (
    bitmap.bits.length !== rowBytes * bitmap.heightDots ||
    bitmap.heightDots > 0xffff ||
    rowBytes > 0xffff
  ) {
    throw new RangeError(
      `Not a bitmap of ${bitmap.widthDots} x ${bitmap.heightDots}: ${bitmap.bits.length} bytes`,
    );
  }
  const head = [
    0x1d,
    0x76,
    0x30,
    0,
    rowBytes & 0xff,
    rowBytes >> 8,
    bitmap.heightDots & 0xff,
    bitmap.heightDots >> 8,
  ];
  return Uint8Array.from([...head, ...bitmap.bits]);
};

/** Printers with a small memory lose what is higher. */
const BAND_DOTS = 96;

/** A bitmap of any height, in bands that follow each other without a gap. */
export const rasterBands = (bitmap: MonoBitmap): readonly Uint8Array[] => {
  const rowBytes = Math.ceil(bitmap.widthDots / 8);
  const bands = Math.ceil(bitmap.heightDots / BAND_DOTS);
  return Array.from({ length: bands }, (_, index) => {
    const from = index * BAND_DOTS;
    const heightDots = Math.min(BAND_DOTS, bitmap.heightDots - from);
    const bits = bitmap.bits.subarray(from * rowBytes, (from + heightDots) * rowBytes);
    return rasterBytes({ widthDots: bitmap.widthDots, heightDots, bits });
  });
};
