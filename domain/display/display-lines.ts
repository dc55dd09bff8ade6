/**
 * Owns what stands on a customer's display of two lines of twenty columns. A figure is never cut: a name gives way. Which
 * letters a display has is its driver's business: `fit` writes a text with them before it is measured.
 */
import { cleanText, displayWidth, graphemesOf } from "../receipt/text-columns.ts";

export const DISPLAY_COLUMNS = 20;

/** `figure` stands at the right edge; null: the text stands in the middle. */
export interface DisplayRow {
  readonly text: string;
  readonly figure: string | null;
}

export type DisplayPicture = readonly [upper: DisplayRow, lower: DisplayRow];

/** At most twenty columns. */
export const layoutRow = ({ text, figure }: DisplayRow, fit: (text: string) => string): string => {
  const words = fit(cleanText(text)).trim();
  if (figure === null) {
    const middle = cut(words, DISPLAY_COLUMNS);
    return " ".repeat(Math.floor((DISPLAY_COLUMNS - displayWidth(middle)) / 2)) + middle;
  }
  const amount = cut(fit(cleanText(figure)), DISPLAY_COLUMNS);
  const room = DISPLAY_COLUMNS - displayWidth(amount);
  const word = cut(words, Math.max(0, room - 1));
  return word + " ".repeat(room - displayWidth(word)) + amount;
};

const cut = (text: string, columns: number): string => {
  let kept = "";
  let width = 0;
  for (const grapheme of graphemesOf(text)) {
    width += displayWidth(grapheme);
    if (width > columns) {
      return kept.trimEnd();
    }
    kept += grapheme;
  }
  return kept;
};
