/**
 * Owns Crockford's base 32 (no I, L, O or U) for bytes, and tidying what was scanned or typed: upper or lower case, in groups, with O for 0
 * and I or L for 1.
 */
export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const BITS = 5;

/** The last character's unused bits are zero. */
export const base32Of = (bytes: readonly number[]): string => {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = held * 256 + byte;
    bits += 8;
    while (bits >= BITS) {
      bits -= BITS;
      text += ALPHABET.charAt(Math.floor(held / 2 ** bits));
      held %= 2 ** bits;
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt(held * 2 ** (BITS - bits));
};

/** Whole bytes only; null where a character is not of the alphabet. */
export const bytesOfBase32 = (text: string): readonly number[] | null => {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) {
      return null;
    }
    held = held * 32 + value;
    bits += BITS;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(Math.floor(held / 2 ** bits));
      held %= 2 ** bits;
    }
  }
  return bytes;
};

export const tidyBase32 = (text: string): string =>
  text
    .replaceAll(/[\s-]/g, "")
    .replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll("O", "0")
    .replaceAll(/[IL\u0131\u0130]/g, "1");
