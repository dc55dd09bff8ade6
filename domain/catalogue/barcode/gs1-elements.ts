/**
 * Owns splitting a GS1 element string into its elements by the table of application identifiers (AI). Knows the shape of
 * those that a till uses and the length of every other, so that an element it has no use for is stepped over and never
 * read as part of its neighbour. Says what is written, never what it means.
 */
import { isValidGtin } from "../../scanning/check-digit.ts";
import { GS1_SEPARATOR } from "../../scanning/normalise-code.ts";

export interface Gs1Element {
  /** Of an AI with a decimal place as the fourth digit, without it: "310", "392". */
  readonly ai: string;
  /** null where the AI has none. */
  readonly decimals: number | null;
  readonly value: string;
}

interface AiShape {
  readonly ai: string;
  readonly value: RegExp;
  /** The AI's fourth digit says where the decimal point is, at most at this place. */
  readonly maxDecimals?: number;
}

/** GS1's character set 82: what batch and serial numbers are made of. */
const TEXT = (most: number): RegExp => new RegExp(`^[!-"%-?A-Z_a-z]{1,${String(most)}}$`);

const SHAPES: readonly AiShape[] = [
  { ai: "01", value: /^\d{14}$/ },
  { ai: "10", value: TEXT(20) },
  { ai: "17", value: /^\d{6}$/ },
  { ai: "21", value: TEXT(20) },
  { ai: "255", value: /^\d{13,25}$/ },
  { ai: "30", value: /^\d{1,8}$/ },
  { ai: "310", value: /^\d{6}$/, maxDecimals: 5 },
  { ai: "390", value: /^\d{1,15}$/, maxDecimals: 9 },
  { ai: "392", value: /^\d{1,15}$/, maxDecimals: 9 },
  { ai: "393", value: /^\d{4,18}$/, maxDecimals: 9 },
  { ai: "394", value: /^\d{4}$/, maxDecimals: 3 },
  { ai: "8018", value: /^\d{18}$/ },
  { ai: "8110", value: TEXT(70) },
  { ai: "8112", value: TEXT(70) },
];

/** By the first two digits of the AI: how long AI and value are together, where that is fixed. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = {
  "00": 20,
  "01": 16,
  "02": 16,
  "03": 16,
  "04": 18,
  "11": 8,
  "12": 8,
  "13": 8,
  "14": 8,
  "15": 8,
  "16": 8,
  "17": 8,
  "18": 8,
  "19": 8,
  "20": 4,
  "31": 10,
  "32": 10,
  "33": 10,
  "34": 10,
  "35": 10,
  "36": 10,
  "41": 16,
};

/** null: the text is no sound element string. */
export const readGs1 = (text: string): readonly Gs1Element[] | null => {
  const elements: Gs1Element[] = [];
  let rest = text.startsWith(GS1_SEPARATOR) ? text.slice(1) : text;
  while (rest !== "") {
    const length = lengthOfFirst(rest);
    const element = rest.slice(0, length);
    const read = readElement(element);
    if (read === "broken") {
      return null;
    }
    if (read !== null) {
      elements.push(read);
    }
    rest = rest.slice(length);
    rest = rest.startsWith(GS1_SEPARATOR) ? rest.slice(1) : rest;
  }
  return elements.length === 0 ? null : elements;
};

const lengthOfFirst = (text: string): number => {
  const fixed = FIXED_LENGTHS[text.slice(0, 2)];
  if (fixed !== undefined) {
    return fixed;
  }
  const end = text.indexOf(GS1_SEPARATOR);
  return end < 0 ? text.length : end;
};

/** null: an element that a till has no use for. */
const readElement = (text: string): Gs1Element | "broken" | null => {
  const expected = FIXED_LENGTHS[text.slice(0, 2)] ?? text.length;
  if (!/^\d{2}/.test(text) || text.length !== expected || text.length < 3) {
    return "broken";
  }
  const shape = SHAPES.find(({ ai }) => text.startsWith(ai));
  if (shape === undefined) {
    return null;
  }
  const decimals = shape.maxDecimals === undefined ? null : Number(text[shape.ai.length]);
  const value = text.slice(shape.ai.length + (decimals === null ? 0 : 1));
  const sound =
    shape.value.test(value) &&
    (decimals === null || decimals <= (shape.maxDecimals ?? 0)) &&
    (shape.ai !== "01" || isValidGtin(value));
  return sound ? { ai: shape.ai, decimals, value } : "broken";
};
