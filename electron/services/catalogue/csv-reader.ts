/**
 * Owns reading CSV as RFC 4180 says it, piece by piece: quoted fields with separators, quotes and line breaks inside,
 * LF or CRLF, a byte order mark, a separator that is found from the first line. Knows nothing of products.
 * A broken record becomes a problem with its line number, and reading goes on with the next line.
 */

export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly problem: string };

export interface CsvReader {
  /** The records that are complete with this piece of text, in order. Blank lines give none. */
  readonly push: (text: string) => readonly CsvRecord[];
  /** What is left when there is no more text. */
  readonly end: () => readonly CsvRecord[];
}

export const createCsvReader = (): CsvReader => {
  let text = "";
  let line = 1;
  let separator: string | null = null;
  let isFirstPiece = true;

  const take = (isLast: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < text.length) {
      separator ??= findSeparator(text, isLast);
      const step = separator === null ? null : readRecord(text, start, { separator, isLast });
      if (step === null) {
        break;
      }
      if (step.problem !== null) {
        records.push({ line, problem: step.problem });
      } else if (step.fields.length > 1 || step.fields[0] !== "") {
        records.push({ line, fields: step.fields });
      }
      line += step.lines;
      start = step.next;
    }
    text = text.slice(start);
    return records;
  };

  return {
    push: (piece) => {
      text += isFirstPiece ? piece.replace(/^\uFEFF/, "") : piece;
      isFirstPiece &&= piece === "";
      return take(false);
    },
    end: () => take(true),
  };
};

interface Step {
  readonly fields: readonly string[];
  readonly problem: string | null;
  /** Where the next record begins. */
  readonly next: number;
  /** How many lines of text this record takes. */
  readonly lines: number;
}

interface Rules {
  readonly separator: string;
  readonly isLast: boolean;
}

const SEPARATORS = [",", ";", "\t", "|"] as const;

/** The separator that the first line has most of. null: the first line is not complete yet. */
const findSeparator = (text: string, isLast: boolean): string | null => {
  const end = text.indexOf("\n");
  if (end === -1 && !isLast) {
    return null;
  }
  const header = (end === -1 ? text : text.slice(0, end)).replace(/"(?:[^"]|"")*"/g, "");
  const counted = SEPARATORS.map((separator) => ({ separator, count: header.split(separator).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ",";
};

/** null: the record is not complete yet. */
const readRecord = (text: string, start: number, rules: Rules): Step | null => {
  const end = text.indexOf("\n", start);
  if (end === -1 && !rules.isLast) {
    return null;
  }
  const stop = end === -1 ? text.length : end;
  const next = end === -1 ? text.length : end + 1;
  const row = text.slice(start, text[stop - 1] === "\r" ? stop - 1 : stop);
  return row.includes('"')
    ? readQuotedRecord(text, start, rules)
    : { fields: row.split(rules.separator), problem: null, next, lines: 1 };
};

/** A quote that is never closed would swallow the rest of the file: a field this long ends the hope. */
const LONGEST_RECORD = 64 * 1024;

const readQuotedRecord = (text: string, start: number, rules: Rules): Step | null => {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, rules.separator);
    const isOpen = field === null;
    if (isOpen || field.next >= text.length) {
      const isTooLong = text.length - start > LONGEST_RECORD;
      if (!rules.isLast && !isTooLong) {
        return null;
      }
      if (isOpen) {
        return skipLine(text, start, "a quote is opened and never closed");
      }
    }
    fields.push(field.value);
    const after = text[field.next];
    if (after === rules.separator) {
      at = field.next + 1;
      continue;
    }
    const isEnd =
      after === undefined || after === "\n" || (after === "\r" && (text[field.next + 1] ?? "\n") === "\n");
    if (!isEnd) {
      return skipLine(text, start, "there is text after a closing quote");
    }
    const next = after === undefined ? text.length : field.next + (after === "\r" ? 2 : 1);
    return { fields, problem: null, next: Math.min(next, text.length), lines: countLines(text, start, next) };
  }
};

interface Field {
  readonly value: string;
  /** The place after the field: a separator, a line end, or the end of the text. */
  readonly next: number;
}

/** null: no closing quote in the text. */
const readQuoted = (text: string, start: number): Field | null => {
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) {
      return null;
    }
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      return { value, next: quote + 1 };
    }
    value += '"';
    at = quote + 2;
  }
};

/** A quote inside an unquoted field is a character like any other (5" pipe). */
const readPlain = (text: string, start: number, separator: string): Field => {
  let next = start;
  while (next < text.length && text[next] !== separator && text[next] !== "\n") {
    next += 1;
  }
  const end = text[next] === "\n" && text[next - 1] === "\r" && next > start ? next - 1 : next;
  return { value: text.slice(start, end), next: end };
};

const skipLine = (text: string, start: number, problem: string): Step => {
  const end = text.indexOf("\n", start);
  return { fields: [], problem, next: end === -1 ? text.length : end + 1, lines: 1 };
};

const countLines = (text: string, start: number, end: number): number => {
  let lines = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
};
