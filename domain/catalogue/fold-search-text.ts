/**
 * Owns when two spellings are the same for a search: case, accents and the Turkish dotless i do not count.
 * The stored index and the query are folded by this one function; changing it means rebuilding the index.
 */

/** "Işık" and "ISIK" become "isik"; "Crème Brûlée" becomes "creme brulee". */
export const foldSearchText = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ıßøæœłđð]/gu, (letter) => LETTERS[letter] ?? letter);

/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ı: "i",
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
};

const MOST_WORDS = 8;

/** The words of a query, folded: letters and digits only. Empty for text without any. */
export const searchWords = (text: string): readonly string[] =>
  foldSearchText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0)
    .slice(0, MOST_WORDS);
