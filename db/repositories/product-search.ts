/**
 * Owns search as you type over name, SKU and barcodes: every word of the query begins a word of the product.
 * The index holds exactly the products that may be shown (for sale, not deleted). Candidates are capped before they
 * are ranked, so that one letter in a large catalogue costs no more than a rare word. Odd input finds nothing; it
 * never throws.
 */
import { foldSearchText, searchWords } from "../../domain/catalogue/fold-search-text.ts";
import type { TillDatabase } from "../open-database.ts";

export interface ProductSearch {
  /** Ids of the best matches, best first. */
  readonly find: (text: string, limit: number) => readonly number[];
}

export const createProductSearch = (db: TillDatabase): ProductSearch => {
  const candidates = db.sqlite.prepare<[string, number], CandidateRow>(CANDIDATES_SQL);
  return {
    find: (text, limit) => {
      const words = searchWords(text.slice(0, MOST_CHARACTERS));
      if (words.length === 0 || limit <= 0) {
        return [];
      }
      // Whole words first: with "su" typed, water must be among the candidates although "sucuk" comes before it.
      const whole = candidates.all(words.map(quote).join(" "), MOST_WHOLE_WORD);
      const prefix = candidates.all(words.map((word) => `${quote(word)}*`).join(" "), MOST_PREFIX);
      const byId = new Map([...whole, ...prefix].map((row) => [row.id, row]));
      return rankCandidates([...byId.values()], words).slice(0, limit);
    },
  };
};

const MOST_CHARACTERS = 100;
const MOST_WHOLE_WORD = 150;
const MOST_PREFIX = 150;

/** The limit sits inside, so that the product table is read for the capped candidates only. */
export const CANDIDATES_SQL = `
  SELECT p.id AS id, p.name AS name, p.sku AS sku
  FROM (SELECT rowid AS id FROM product_search WHERE product_search MATCH ? LIMIT ?) AS found
  JOIN product p ON p.id = found.id`;

interface CandidateRow {
  readonly id: number;
  readonly name: string;
  readonly sku: string;
}

/** Words are letters and digits only, so there is no quote to escape. */
const quote = (word: string): string => `"${word}"`;

const rankCandidates = (rows: readonly CandidateRow[], words: readonly string[]): readonly number[] => {
  const query = words.join(" ");
  return rows
    .map((row) => ({ id: row.id, sku: row.sku, ...rate(row, words, query) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank || a.name.length - b.name.length || compare(a.name, b.name) || compare(a.sku, b.sku),
    )
    .map((row) => row.id);
};

/** 0: the name is the query; 1: begins with it; 2: has its words whole; 3: has them as beginnings; 4: SKU or barcode. */
const rate = (
  row: CandidateRow,
  words: readonly string[],
  query: string,
): { readonly rank: number; readonly name: string } => {
  const nameWords = foldSearchText(row.name).split(/[^\p{L}\p{N}]+/u);
  const name = nameWords.join(" ").trim();
  if (name === query) {
    return { rank: 0, name };
  }
  if (name.startsWith(query)) {
    return { rank: 1, name };
  }
  if (words.every((word) => nameWords.includes(word))) {
    return { rank: 2, name };
  }
  const begins = words.every((word) => nameWords.some((nameWord) => nameWord.startsWith(word)));
  return { rank: begins ? 3 : 4, name };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
