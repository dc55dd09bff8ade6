/**
 * Owns a QR code as ESC/POS wants it: the printer draws it itself from stored data (GS ( k, Epson's reference: model,
 * module size, error correction, store, print). Text goes in as UTF-8.
 */

/** Longer data makes a symbol that a phone no longer reads from paper of 58 mm. */
const MAX_BYTES = 800;

/** 49 stands for level M: about 15 % may be unreadable. */
const LEVEL_M = 49;
const MODEL_2 = 50;
const QR = 49;

/** Null when the value is empty or too long for one symbol. */
export const encodeQr = (value: string): Uint8Array | null => {
  const data = new TextEncoder().encode(value);
  if (data.length === 0 || data.length > MAX_BYTES) {
    return null;
  }
  return Uint8Array.from([
    ...command(65, [MODEL_2, 0]),
    ...command(67, [moduleDots(data.length)]),
    ...command(69, [LEVEL_M]),
    ...command(80, [48, ...data]),
    ...command(81, [48]),
  ]);
};

/** GS ( k pL pH cn fn parameters. */
const command = (fn: number, parameters: readonly number[]): readonly number[] => {
  const length = parameters.length + 2;
  return [0x1d, 0x28, 0x6b, length % 256, Math.floor(length / 256), QR, fn, ...parameters];
};

/** Dots per module: as large as fits in 384 dots (58 mm paper) with the symbol that this much data needs at level M. */
const moduleDots = (bytes: number): number => (bytes <= 84 ? 6 : bytes <= 213 ? 5 : bytes <= 362 ? 4 : 3);
