/**
 * Owns Crockford's base 32 (no I, L, O or U): for bytes, for random codes with a check character, and tidying what was
 * scanned or typed: upper or lower case, in groups, with O for 0 and I or L for 1.
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

export const isBase32 = (text: string): boolean =>
  [...text].every((character) => ALPHABET.includes(character));

/** A character for each byte, of its last five bits. */
export const randomBase32 = (randomBytes: Uint8Array): string =>
  Array.from(randomBytes, characterAt).join("");

const characterAt = (value: number): string => ALPHABET.charAt(value % ALPHABET.length);

/** Luhn's sum in base 32: finds every single wrong character. */
export const checkCharacter = (body: string): string =>
  characterAt(ALPHABET.length - (luhnSum(body, 2) % ALPHABET.length));

/** Of a text that ends with its check character. */
export const hasRightCheck = (text: string): boolean => luhnSum(text, 1) % ALPHABET.length === 0;

const luhnSum = (text: string, lastFactor: 1 | 2): number => {
  let sum = 0;
  for (let at = text.length - 1, factor: number = lastFactor; at >= 0; at -= 1, factor = 3 - factor) {
    const product = ALPHABET.indexOf(text.charAt(at)) * factor;
    sum += Math.floor(product / ALPHABET.length) + (product % ALPHABET.length);
  }
  return sum;
};
