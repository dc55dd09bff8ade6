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

/** Who writes many entries names the keys in their order: a sale's body is written while the customer waits. */
export const canonicalJson = (value: JsonValue): string =>
  isInOrder(value) ? JSON.stringify(value) : writeInOrder(value);

/** Plain data whose JSON is canonical as it stands: every key after the one before it, every text and number allowed. */
const isInOrder = (value: JsonValue | undefined): boolean => {
  if (typeof value === "string") {
    return value.isWellFormed();
  }
  if (typeof value === "number") {
    return Number.isFinite(value);
  }
  if (typeof value !== "object" || value === null) {
    return value !== undefined;
  }
  return isArray(value) ? isListInOrder(value) : isObjectInOrder(value);
};

const isListInOrder = (list: readonly JsonValue[]): boolean => {
  for (const item of list) {
    if (!isInOrder(item)) {
      return false;
    }
  }
  return true;
};

const isObjectInOrder = (object: { readonly [key: string]: JsonValue }): boolean => {
  let last: string | null = null;
  for (const key in object) {
    if ((last !== null && key < last) || !key.isWellFormed() || !isInOrder(object[key])) {
      return false;
    }
    last = key;
  }
  return true;
};

const writeInOrder = (value: JsonValue | undefined): string => {
  if (value === undefined) {
    throw new TypeError("Canonical JSON has no undefined");
  }
  if (typeof value === "string") {
    return textJson(value);
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError("Canonical JSON has no infinities and no NaN");
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  if (isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${textJson(key)}:${canonicalJson(member)}`);
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
