/**
 * Owns CODE128 as ESC/POS wants it after GS k 73: text with code set switches ("{B", "{C"), digits in pairs where that is
 * shorter, and how wide its bars may be on given paper.
 */

export interface Code128 {
  /** Data after the first "{B", which the byte builder writes itself. Every character is one byte. */
  readonly data: string;
  /** Width of the symbol in modules, quiet zones included. */
  readonly modules: number;
}

const START_CHECK_STOP_MODULES = 11 + 11 + 13;
const QUIET_MODULES = 20;
/** GS k carries at most 255 bytes, of which "{B" takes two. */
const MAX_DATA_BYTES = 253;

/** Null when the value has characters that code sets B and C lack, or is too long for one symbol. */
export const encodeCode128 = (value: string): Code128 | null => {
  if (!/^[ -~]+$/.test(value)) {
    return null;
  }
  // Four or more digits at the end pay for the switch to pairs; an odd one stays in set B.
  const tail = /\d*$/.exec(value)?.[0] ?? "";
  const paired = tail.length >= 4 ? tail.slice(tail.length % 2) : "";
  const plain = value.slice(0, value.length - paired.length);
  const pairs = Array.from({ length: paired.length / 2 }, (_, index) =>
    Number(paired.slice(index * 2, index * 2 + 2)),
  );
  const switching = pairs.length === 0 ? "" : `{C${String.fromCharCode(...pairs)}`;
  const data = plain.replaceAll("{", "{{") + switching;
  const symbols = plain.length + (pairs.length === 0 ? 0 : 1 + pairs.length);
  return data.length > MAX_DATA_BYTES
    ? null
    : { data, modules: START_CHECK_STOP_MODULES + QUIET_MODULES + symbols * 11 };
};

/** Dots per module: 3 scans best, 2 is the least that hand scanners read; null when even that is wider than the paper. */
export const moduleWidthDots = (modules: number, paperDots: number): 2 | 3 | null => {
  if (modules * 3 <= paperDots) {
    return 3;
  }
  return modules * 2 <= paperDots ? 2 : null;
};
