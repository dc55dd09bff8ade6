/** Pictures that a shop might choose as its logo, made of plain figures so that they are the same on every machine. */
import { createCanvas } from "@napi-rs/canvas";

/** null: nothing is there. */
type Grey = (x: number, y: number) => number | null;

const [WIDTH, HEIGHT] = [200, 96];

/** A ring beside a ramp from black to white. */
const ringAndRamp: Grey = (x, y) => {
  if (x >= HEIGHT) {
    return Math.min(255, Math.floor(((x - HEIGHT) * 256) / (WIDTH - HEIGHT)));
  }
  const far = (x - 48) ** 2 + (y - 48) ** 2;
  return far < 46 ** 2 && far > 30 ** 2 ? 0 : 255;
};

export const pngOf = (grey: Grey, width = WIDTH, height = HEIGHT): Buffer => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  for (let index = 0; index < width * height; index += 1) {
    const value = grey(index % width, Math.floor(index / width));
    pixels.data.set(value === null ? [0, 0, 0, 0] : [value, value, value, 255], index * 4);
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toBuffer("image/png");
};

/** 24 bits a pixel, rows from the bottom. */
const bmpOf = (grey: Grey, width = WIDTH, height = HEIGHT): Buffer => {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + rowBytes * height);
  file.write("BM", "latin1");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      file.fill(grey(x, height - 1 - y) ?? 255, 54 + y * rowBytes + x * 3, 54 + y * rowBytes + x * 3 + 3);
    }
  }
  return file;
};

export const LOGO_PNG = pngOf(ringAndRamp);
export const LOGO_BMP = bmpOf(ringAndRamp);
