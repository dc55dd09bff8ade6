/**
 * Owns reading a QR code of level M from its squares (ISO 18004): mask, order of the squares, blocks and segments. What is
 * drawn well needs no correction of errors. It shares nothing with what draws them.
 */

/** Codewords of each block of data at level M, by version. */
const BLOCKS: readonly (readonly number[])[] = [
  [16],
  [28],
  [44],
  [32, 32],
  [43, 43],
  [27, 27, 27, 27],
  [31, 31, 31, 31],
  [38, 38, 39, 39],
  [36, 36, 36, 37, 37],
  [43, 43, 43, 43, 44],
  [50, 51, 51, 51, 51],
  [36, 36, 36, 36, 36, 36, 37, 37],
];
/** Where the squares for aligning lie, by version. */
const ALIGNED: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
];
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const FORMAT_MASK = 0b10101;
const LEVEL_M = 0;

const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_y, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** `squares`: rows without the quiet zone, true where dark. null: it is none of level M up to version 12. */
export const readQr = (squares: readonly (readonly boolean[])[]): string | null => {
  const version = (squares.length - 17) / 4;
  const blocks = BLOCKS[version - 1];
  // The first five bits beside the upper left corner: the level, then the mask.
  const format = bitsToNumber([0, 1, 2, 3, 4].map((x) => squares[8]?.[x] === true)) ^ FORMAT_MASK;
  const mask = MASKS[format & 0b111];
  if (blocks === undefined || mask === undefined || format >> 3 !== LEVEL_M) {
    return null;
  }
  const bits = placesOf(version).map(([y, x]) => (squares[y]?.[x] === true) !== mask(y, x));
  return segmentsOf(inOrder(bits, blocks), version);
};

const bitsToNumber = (bits: readonly boolean[]): number =>
  bits.reduce((sum, bit) => sum * 2 + Number(bit), 0);

/** The squares that carry data, as they are filled: two columns at a time, from the right, up and down in turn. */
const placesOf = (version: number): readonly (readonly [number, number])[] => {
  const size = version * 4 + 17;
  const places: [number, number][] = [];
  let isUp = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFixed(version, y, x)) {
          places.push([y, x]);
        }
      }
    }
    isUp = !isUp;
  }
  return places;
};

const isFixed = (version: number, y: number, x: number): boolean => {
  const size = version * 4 + 17;
  const isCorner = (y < 9 && (x < 9 || x >= size - 8)) || (y >= size - 8 && x < 9);
  const isVersion = version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11));
  const centres = ALIGNED[version - 1] ?? [];
  const last = size - 7;
  const isAligned = centres.some((cy) =>
    centres.some(
      (cx) =>
        Math.abs(cy - y) <= 2 &&
        Math.abs(cx - x) <= 2 &&
        !((cy === 6 && (cx === 6 || cx === last)) || (cy === last && cx === 6)),
    ),
  );
  return isCorner || isVersion || isAligned || y === 6 || x === 6;
};

/** The blocks' codewords come in turns. */
const inOrder = (bits: readonly boolean[], blocks: readonly number[]): readonly boolean[] => {
  const read: boolean[][] = blocks.map(() => []);
  let at = 0;
  for (let turn = 0; turn < Math.max(...blocks); turn += 1) {
    blocks.forEach((length, block) => {
      if (turn < length) {
        read[block]?.push(...bits.slice(at, at + 8));
        at += 8;
      }
    });
  }
  return read.flat();
};

const NUMERIC_MODE = 1;
const ALPHANUMERIC_MODE = 2;
const BYTE_MODE = 4;

const segmentsOf = (bits: readonly boolean[], version: number): string => {
  let at = 0;
  const take = (length: number): number => bitsToNumber(bits.slice(at, (at += length)));
  const isSmall = version < 10;
  let text = "";
  for (let mode = take(4); mode !== 0; mode = bits.length - at >= 4 ? take(4) : 0) {
    if (mode === ALPHANUMERIC_MODE) {
      for (let left = take(isSmall ? 9 : 11); left > 0; left -= 2) {
        const pair = take(left === 1 ? 6 : 11);
        text += left === 1 ? "" : ALPHANUMERIC.charAt(Math.floor(pair / 45));
        text += ALPHANUMERIC.charAt(pair % 45);
      }
    } else if (mode === NUMERIC_MODE) {
      for (let left = take(isSmall ? 10 : 12); left > 0; left -= 3) {
        const digits = Math.min(left, 3);
        text += String(take(digits * 3 + 1)).padStart(digits, "0");
      }
    } else if (mode === BYTE_MODE) {
      const bytes = Array.from({ length: take(isSmall ? 8 : 16) }, () => take(8));
      text += new TextDecoder().decode(Uint8Array.from(bytes));
    } else {
      return text;
    }
  }
  return text;
};

/** The same of a symbol that is drawn as a path of squares, `M<x> <y>h1v1h-1z` each. */
export const readQrPath = (path: string): string | null => {
  const dark = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const left = Math.min(...dark.map(([x]) => x));
  const right = Math.max(...dark.map(([x]) => x));
  const squares = Array.from({ length: right - left + 1 }, (_, y) =>
    Array.from({ length: right - left + 1 }, (_unused, x) =>
      dark.some(([darkX, darkY]) => darkX === x + left && darkY === y + left),
    ),
  );
  return readQr(squares);
};
