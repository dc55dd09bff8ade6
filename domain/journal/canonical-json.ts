/**
 * Owns canonical JSON (RFC 8785) for what the till hashes: keys sorted by UTF-16 code units, no white space, numbers
 * as ECMAScript writes them. Only plain data is allowed; anything else is a bug and throws.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export const canonicalJson = (value: JsonValue): string => {
  if (typeof value === "string") {
    return textJson(value);
  }
  if (value === null || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new RangeError("Canonical JSON has no infinities and no NaN");
    }
    return JSON.stringify(value);
  }
  if (isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${textJson(key)}:${canonicalJson(member(value, key))}`);
  return `{${members.join(",")}}`;
};

/** RFC 8785, 3.2.2.2: half a surrogate pair has no canonical form. */
const textJson = (text: string): string => {
  if (!text.isWellFormed()) {
    throw new TypeError("Canonical JSON has no unpaired surrogates");
  }
  return JSON.stringify(text);
};

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const member = (object: { readonly [key: string]: JsonValue }, key: string): JsonValue => {
  const value = object[key];
  if (value === undefined) {
    throw new TypeError(`Canonical JSON has no undefined (key ${key})`);
  }
  return value;
};
