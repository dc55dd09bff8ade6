/**
 * Owns finding customers among a million: by how a phone number or an email begins, and by words of the name, each of
 * which begins one of the customer's words. Every way reads a stretch of an index and stops early. Odd input finds nothing.
 */
import type { TillDatabase } from "../open-database.ts";

export interface CustomerQuery {
  /** As stored, from its beginning; null: not asked for by phone. */
  readonly phonePrefix: string | null;
  readonly emailPrefix: string | null;
  /** Folded. */
  readonly words: readonly string[];
  readonly limit: number;
}

export interface CustomerSearch {
  /** Ids, those found by phone or email first. */
  readonly find: (query: CustomerQuery) => readonly number[];
}

/** Greater than every text that begins with the same letters. */
const END = String.fromCodePoint(0x10_ffff);

/** How many of the rarest word's customers are looked at for the others. */
const MOST_CANDIDATES = 20_000;
const MOST_WORDS = 6;

export const createCustomerSearch = ({ sqlite }: TillDatabase): CustomerSearch => {
  const beginning = (column: "phone" | "email") =>
    sqlite
      .prepare<[string, string, number], number>(
        `SELECT id FROM customer WHERE ${column} >= ? AND ${column} < ? AND deleted_at_ms IS NULL LIMIT ?`,
      )
      .pluck();
  const ways = { phone: beginning("phone"), email: beginning("email") };
  const byWords = Array.from({ length: MOST_WORDS }, (_, others) =>
    sqlite.prepare<Record<string, string | number>, number>(wordsSql(others)).pluck(),
  );
  return {
    find: ({ phonePrefix, emailPrefix, words, limit }) => {
      const starting = (way: keyof typeof ways, text: string | null): readonly number[] =>
        text === null || text === "" ? [] : ways[way].all(text, text + END, limit);
      return [
        ...new Set([
          ...starting("phone", phonePrefix),
          ...starting("email", emailPrefix),
          ...(words.length === 0 ? [] : findByWords(byWords, words, limit)),
        ]),
      ].slice(0, limit);
    },
  };
};

/** The longest word is the rarest, as a guess; the others are looked up for each of its customers. */
const findByWords = (
  statements: readonly {
    readonly all: (named: Record<string, string | number>) => readonly number[];
  }[],
  words: readonly string[],
  limit: number,
): readonly number[] => {
  const sorted = words.toSorted((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  const named = Object.fromEntries(
    sorted.flatMap((word, index) => [
      [`from${String(index)}`, word],
      [`until${String(index)}`, word + END],
    ]),
  );
  return statements[sorted.length - 1]?.all({ ...named, limit, most: MOST_CANDIDATES }) ?? [];
};

const wordsSql = (others: number): string => {
  const also = Array.from(
    { length: others },
    (_, index) => `EXISTS (SELECT 1 FROM customer_word other WHERE other.customer_id = found.customer_id
      AND other.word >= @from${String(index + 1)} AND other.word < @until${String(index + 1)})`,
  );
  return `SELECT DISTINCT customer_id FROM
    (SELECT customer_id FROM customer_word WHERE word >= @from0 AND word < @until0 LIMIT @most) AS found
    ${also.length === 0 ? "" : `WHERE ${also.join(" AND ")}`} LIMIT @limit`;
};
