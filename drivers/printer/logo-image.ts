/**
 * Owns making a shop's picture (PNG or BMP) printable: checked before it is decoded, made small enough for each width of
 * paper, and dithered to black dots. Done once, when the picture is chosen: printing needs the dots alone.
 */
import { createRequire } from "node:module";
import type * as CanvasLibrary from "@napi-rs/canvas";
import { err, ok, type Result } from "../../domain/result.ts";
import { printerProfiles } from "./printer-profile.ts";
import type { MonoBitmap } from "./raster-line.ts";

/** `blank`: it would print as nothing, e.g. white letters on a transparent ground. */
export type LogoProblem = "notAPicture" | "wrongSize" | "blank";

export interface PrintableLogo {
  /** For the screen: as it prints on the widest paper. */
  readonly png: Uint8Array;
  /** One for each width of paper, the widest first. Each is as wide as its picture, not as its paper. */
  readonly bitmaps: readonly (MonoBitmap & { readonly paperDots: number })[];
}

const SMALLEST_LOGO_PIXELS = 16;
const LARGEST_LOGO_PIXELS = 4000;
/** Three centimetres of paper. */
const HIGHEST_DOTS = 240;

const PAPER_DOTS = [...new Set(Object.values(printerProfiles).map(({ widthDots }) => widthDots))].toSorted(
  (a, b) => b - a,
);
const WIDEST_DOTS = PAPER_DOTS[0] ?? 0;

/** Loaded with the first picture: most tills never choose one. */
const loadCanvas = (): typeof CanvasLibrary =>
  createRequire(import.meta.url)("@napi-rs/canvas") as typeof CanvasLibrary;

export const readLogo = async (file: Uint8Array): Promise<Result<PrintableLogo, LogoProblem>> => {
  const size = sizeOf(Buffer.from(file));
  if (size === null) {
    return err("notAPicture");
  }
  if (size.some((pixels) => pixels < SMALLEST_LOGO_PIXELS || pixels > LARGEST_LOGO_PIXELS)) {
    return err("wrongSize");
  }
  const canvas = loadCanvas();
  const image = await canvas.loadImage(file).catch(() => null);
  if (image === null || image.width !== size[0] || image.height !== size[1]) {
    return err("notAPicture");
  }
  const bitmaps = PAPER_DOTS.map((paperDots) => ({ ...drawDots(canvas, image, paperDots), paperDots }));
  const [widest] = bitmaps;
  return widest === undefined || widest.bits.every((byte) => byte === 0)
    ? err("blank")
    : ok({ png: pictureOf(canvas, widest), bitmaps });
};

/** Width and height as the file's head tells them; null: neither PNG nor BMP. */
const sizeOf = (file: Buffer): readonly [number, number] | null => {
  if (file.length >= 33 && file.subarray(0, 8).toString("latin1") === "\u0089PNG\r\n\u001a\n") {
    return [file.readUInt32BE(16), file.readUInt32BE(20)];
  }
  // A height below zero stands for rows from the top.
  const isBmp = file.length >= 30 && file.subarray(0, 2).toString("latin1") === "BM";
  return isBmp && file.length > file.readUInt32LE(10)
    ? [file.readInt32LE(18), Math.abs(file.readInt32LE(22))]
    : null;
};

/** Never made larger; on narrow paper it takes the same share of the width. */
const drawDots = (
  canvas: typeof CanvasLibrary,
  image: CanvasLibrary.Image,
  paperDots: number,
): MonoBitmap => {
  const scale =
    Math.min(1, WIDEST_DOTS / image.width, HIGHEST_DOTS / image.height) * (paperDots / WIDEST_DOTS);
  const widthDots = Math.max(1, Math.round(image.width * scale));
  const heightDots = Math.max(1, Math.round(image.height * scale));
  const context = canvas.createCanvas(widthDots, heightDots).getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, widthDots, heightDots);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, widthDots, heightDots);
  const { data } = context.getImageData(0, 0, widthDots, heightDots);
  return dither(Uint8ClampedArray.from(data), widthDots, heightDots);
};

/** How much of its error a dot hands on, to which neighbour (Floyd and Steinberg 1976). */
const NEIGHBOURS = [
  { right: 1, down: 0, share: 7 / 16 },
  { right: -1, down: 1, share: 3 / 16 },
  { right: 0, down: 1, share: 5 / 16 },
  { right: 1, down: 1, share: 1 / 16 },
] as const;

const dither = (rgba: Uint8ClampedArray, widthDots: number, heightDots: number): MonoBitmap => {
  const grey = Float64Array.from({ length: widthDots * heightDots }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(index * 4, index * 4 + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const value = grey[y * widthDots + x] ?? 255;
      const isBlack = value < 128;
      if (isBlack) {
        const at = y * rowBytes + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
      const error = value - (isBlack ? 0 : 255);
      for (const { right, down, share } of NEIGHBOURS) {
        const at = (y + down) * widthDots + x + right;
        if (x + right >= 0 && x + right < widthDots && at < grey.length) {
          grey[at] = (grey[at] ?? 255) + error * share;
        }
      }
    }
  }
  return { widthDots, heightDots, bits };
};

const pictureOf = (canvas: typeof CanvasLibrary, { widthDots, heightDots, bits }: MonoBitmap): Uint8Array => {
  const rowBytes = Math.ceil(widthDots / 8);
  const drawn = canvas.createCanvas(widthDots, heightDots);
  const context = drawn.getContext("2d");
  const pixels = context.createImageData(widthDots, heightDots);
  for (let index = 0; index < widthDots * heightDots; index += 1) {
    const [x, y] = [index % widthDots, Math.floor(index / widthDots)];
    const isBlack = ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    pixels.data.set(isBlack ? [0, 0, 0, 255] : [255, 255, 255, 255], index * 4);
  }
  context.putImageData(pixels, 0, 0);
  return drawn.toBuffer("image/png");
};
