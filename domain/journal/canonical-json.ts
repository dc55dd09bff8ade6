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
    return String(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new RangeError("Canonical JSON has no infinities and no NaN");
    }
    // As JSON.stringify writes it; that has no negative zero.
    return Number.isSafeInteger(value) ? String(value) : JSON.stringify(value);
  }
  return isArray(value) ? listJson(value) : objectJson(value);
};

// Plain loops: a sale's body is written inside its transaction, while the customer waits.
const listJson = (list: readonly JsonValue[]): string => {
  let text = "";
  for (const item of list) {
    text += text === "" ? canonicalJson(item) : `,${canonicalJson(item)}`;
  }
  return `[${text}]`;
};

const objectJson = (object: { readonly [key: string]: JsonValue }): string => {
  let text = "";
  for (const key of sortedKeys(object)) {
    text += `${text === "" ? "" : ","}${textJson(key)}:${canonicalJson(member(object, key))}`;
  }
  return `{${text}}`;
};

/** Sorting costs more than looking, and who writes many entries can name the keys in their order. */
const sortedKeys = (object: object): readonly string[] => {
  const keys = Object.keys(object);
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key) ? keys : keys.toSorted();
};

/** RFC 8785, 3.2.2.2: half a surrogate pair has no canonical form. */
const textJson = (text: string): string => {
  if (!text.isWellFormed()) {
    throw new TypeError("Canonical JSON has no unpaired surrogates");
  }
  return NEEDS_NO_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);
};

const NEEDS_NO_ESCAPE = /^[ !#-[\]-~]*$/;

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const member = (object: { readonly [key: string]: JsonValue }, key: string): JsonValue => {
  const value = object[key];
  if (value === undefined) {
    throw new TypeError(`Canonical JSON has no undefined (key ${key})`);
  }
  return value;
};
