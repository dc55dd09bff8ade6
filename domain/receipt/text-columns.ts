/**
 * Owns text on a fixed grid: cleaning it, measuring it in columns, and wrapping it. East Asian wide characters and
 * emoji take two columns (Unicode annex 11, wide and fullwidth ranges), combining marks none.
 * Control characters never survive `cleanText`: in a product name they would be printer commands.
 */

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

// Every class below is about invisible characters, hence the escapes.
const SPACES = /[\t\n\v\f\r\u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const ONLY_MARKS = /^[\p{M}\u200c\u200d]+$/u;
const MARKS = /\p{M}+/gu;
// Latin, Greek, Cyrillic, punctuation and currency signs: one column and one character each. Segmenting them is slow.
const ONE_EACH = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0588\u2010-\u2027\u20a0-\u20bf]*$/u;

/** One line of visible text: composed, line breaks and odd spaces as one space, control and bidi characters gone. */
export const cleanText = (text: string): string =>
  text.toWellFormed().normalize("NFC").replace(SPACES, " ").replace(INVISIBLE, "");

/** What a reader sees as characters. */
export const graphemesOf = (text: string): readonly string[] =>
  ONE_EACH.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), (part) => part.segment);

const graphemeWidth = (grapheme: string): number => {
  if (ONLY_MARKS.test(grapheme)) {
    return 0;
  }
  // A mark is as wide as what it stands on: some lie among the wide characters, and may follow a narrow one.
  return WIDE.test(grapheme.replace(MARKS, "")) ? 2 : 1;
};

/** Columns that a text takes on a monospaced grid. */
export const displayWidth = (text: string): number =>
  ONE_EACH.test(text)
    ? text.length
    : graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);

/** Wraps at spaces; a word wider than the line is broken between characters. Never returns an empty list. */
export const wrapText = (text: string, columns: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== "") {
      lines.push(line);
    }
    const pieces = breakWord(word, columns);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
};

const breakWord = (word: string, columns: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = "";
  for (const grapheme of graphemesOf(word)) {
    if (piece !== "" && displayWidth(piece + grapheme) > columns) {
      pieces.push(piece);
      piece = "";
    }
    piece += grapheme;
  }
  return [...pieces, piece];
};
