/**
 * Owns the keys that are no signs and that scanners can be set to send around a code: function keys and control
 * characters, written {F9} and {Ctrl+B} where a manager says which. Each stands for one private character, so that what
 * a scanner types reads as text; none of them is ever part of a code.
 */
import type { ScanFraming } from "./scan-decoder.ts";

const NAMED = /\{(F(?:1\d|2[0-4]|[1-9])|Ctrl\+[A-Z])\}/gi;
const FIRST_FUNCTION = 0xe0_00;
const FIRST_CONTROL = 0xe1_00;
const SIGNS = /[\u{E000}-\u{E1FF}]/gu;

/** "F9", "CTRL+B" */
const signOf = (name: string): string =>
  name.startsWith("F")
    ? String.fromCharCode(FIRST_FUNCTION + Number(name.slice(1)))
    : String.fromCharCode(FIRST_CONTROL + name.charCodeAt(name.length - 1));

export const readFraming = ({ prefix, suffix }: ScanFraming): ScanFraming => {
  const read = (text: string): string =>
    text.replaceAll(NAMED, (_, name: string) => signOf(name.toUpperCase()));
  return { prefix: read(prefix), suffix: read(suffix) };
};

/** The sign of a key that the framing names; null: an ordinary key, or one that nobody named. */
export const framingSign = (
  { key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">,
  { prefix, suffix }: ScanFraming,
): string | null => {
  const name = /^F\d{1,2}$/.test(key)
    ? key
    : ctrlKey && /^[a-z]$/i.test(key)
      ? `CTRL+${key.toUpperCase()}`
      : null;
  const sign = name === null ? null : signOf(name);
  return sign !== null && `${prefix}${suffix}`.includes(sign) ? sign : null;
};

export const withoutFramingSigns = (text: string): string => text.replaceAll(SIGNS, "");
