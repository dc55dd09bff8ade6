/**
 * Owns making a text printable on a printer that lacks some of its letters: kept where any of the printer's code pages
 * has them, else written with letters that it has ("₺" as "TL", "ő" as "o"), else left for a raster line or marked "?".
 * Never shortens a text: a row with an unknown letter still carries its figure.
 */
import { displayWidth, graphemesOf } from "../../domain/receipt/text-columns.ts";
import { encodeCharacter, type CodePageName } from "./code-page.ts";

/** What people write when the sign is missing. Everything else follows from Unicode's compatibility decomposition. */
const substitutes: Readonly<Record<string, string>> = {
  "₺": "TL",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "Rs",
  "₽": "RUB",
  "₩": "KRW",
  "₪": "ILS",
  "₴": "UAH",
  "₫": "VND",
  "‘": "'",
  "’": "'",
  "‚": "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "″": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "•": "*",
  "·": ".",
  "×": "x",
  "÷": "/",
  "⁄": "/",
  ı: "i",
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  "¿": "?",
  "¡": "!",
  "©": "(c)",
  "®": "(R)",
  "✓": "v",
  "✔": "v",
  "✗": "x",
  "→": "->",
  "←": "<-",
  "≥": ">=",
  "≤": "<=",
  "★": "*",
  "☆": "*",
  "°": "o",
};

export interface FitTextOptions {
  readonly pages: readonly CodePageName[];
  /** true leaves unknown letters in place, for a line that will be drawn; false marks them. */
  readonly keepUnknown: boolean;
}

/** The text as this printer can print it. Expects cleaned text. */
export const fitText = (text: string, options: FitTextOptions): string =>
  isEncodable(text, options.pages)
    ? text
    : graphemesOf(text)
        .map((grapheme) => fitGrapheme(grapheme, options))
        .join("");

/** Whether every character stands in one of the pages. */
export const isEncodable = (text: string, pages: readonly CodePageName[]): boolean => {
  for (const character of text) {
    if (!pages.some((page) => encodeCharacter(character, page) !== null)) {
      return false;
    }
  }
  return true;
};

const fitGrapheme = (grapheme: string, { pages, keepUnknown }: FitTextOptions): string => {
  if (isEncodable(grapheme, pages)) {
    return grapheme;
  }
  const written = transliterate(grapheme);
  if (written !== "" && isEncodable(written, pages)) {
    return written;
  }
  return keepUnknown ? grapheme : "?".repeat(Math.max(1, displayWidth(grapheme)));
};

const transliterate = (grapheme: string): string =>
  Array.from(
    grapheme.normalize("NFKD").replace(/\p{M}/gu, ""),
    (character) => substitutes[character] ?? character,
  ).join("");
