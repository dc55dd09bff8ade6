import { expect, it } from "vitest";
import { readLogo } from "../../../../drivers/printer/logo-image.ts";
import { rasterBands } from "../../../../drivers/printer/raster-line.ts";
import { LOGO_BMP, LOGO_PNG, pngOf } from "../../../support/logo-file.ts";

const black = () => 0;
const logo = async (file: Uint8Array) => {
  const read = await readLogo(file);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const sizes = async (file: Uint8Array) =>
  (await logo(file)).bitmaps.map(({ paperDots, widthDots, heightDots }) => [
    paperDots,
    widthDots,
    heightDots,
  ]);

it("prints a small picture dot for dot on wide paper, and as much of the width on narrow paper", async () => {
  expect(await sizes(LOGO_PNG)).toEqual([
    [576, 200, 96],
    [384, 133, 64],
  ]);
});

it("makes a large one as wide as the paper, or as high as a logo may be", async () => {
  expect(await sizes(pngOf(black, 1152, 100))).toEqual([
    [576, 576, 50],
    [384, 384, 33],
  ]);
  expect((await sizes(pngOf(black, 300, 600)))[0]).toEqual([576, 120, 240]);
});

it("reads PNG and BMP alike", async () => {
  const [png, bmp] = [await logo(LOGO_PNG), await logo(LOGO_BMP)];
  expect(bmp.bitmaps).toEqual(png.bitmaps);
});

it("makes black of black, white of what is not there, and dots of grey in its share", async () => {
  const share = async (file: Buffer): Promise<number> => {
    const { bits, widthDots, heightDots } = (await logo(file)).bitmaps[0] ?? {
      bits: [],
      widthDots: 1,
      heightDots: 1,
    };
    const dots = [...bits].reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
    return dots / (widthDots * heightDots);
  };
  expect(await share(pngOf(black, 64, 64))).toBe(1);
  expect(await share(pngOf(() => 191, 64, 64))).toBeCloseTo(0.25, 1);
  expect(await readLogo(pngOf(() => null, 64, 64))).toEqual({ ok: false, error: "blank" });
});

it.each<[string, Uint8Array, string]>([
  ["a text", Buffer.from("not a picture at all, whatever its name may say"), "notAPicture"],
  ["nothing", Buffer.alloc(0), "notAPicture"],
  ["the head of a PNG alone", LOGO_PNG.subarray(0, 40), "notAPicture"],
  ["the head of a BMP alone", LOGO_BMP.subarray(0, 54), "notAPicture"],
  ["a dot", pngOf(black, 1, 1), "wrongSize"],
  ["a picture that claims to be huge", hugeHead(), "wrongSize"],
  ["white on white", pngOf(() => 255), "blank"],
])("refuses %s", async (_, file, error) => {
  expect(await readLogo(file)).toEqual({ ok: false, error });
});

function hugeHead(): Buffer {
  const file = Buffer.from(LOGO_PNG);
  file.writeUInt32BE(60_000, 16);
  return file;
}

it("goes to the printer in bands that follow each other", async () => {
  const [bitmap] = (await logo(pngOf(black, 300, 600))).bitmaps;
  if (bitmap === undefined) throw new Error("no bitmap");
  const bands = rasterBands(bitmap);
  expect(bands.map((band) => (band[6] ?? 0) + (band[7] ?? 0) * 256)).toEqual([96, 96, 48]);
  expect(Buffer.concat(bands.map((band) => band.subarray(8))).equals(Buffer.from(bitmap.bits))).toBe(true);
});
