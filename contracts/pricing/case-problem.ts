/**
 * Owns how a bad pricing case is reported: one problem per line with the JSON path, what was expected and what was
 * found. Turns zod's issues into that form; never shows a stack.
 */
import type { z } from "zod";

export interface CaseProblem {
  /** `$.basket[0].unitPrice` */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** One line for standard error. */
export const problemLine = (problem: CaseProblem): string =>
  `${problem.path}: expected ${problem.expected}, got ${problem.got}`;

/** `$.basket[0].unitPrice` of its keys. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number") {
      return `${text}[${String(key)}]`;
    }
    const name = cut(String(key));
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, "$");

const MAX_SHOWN = 80;

/** Never ends in half a character. */
const cut = (text: string): string =>
  text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, "")}...` : text;

/** What stood there, cut to a readable length. */
export const gotText = (value: unknown): string => {
  if (value === undefined) {
    return "nothing";
  }
  return cut(jsonOf(value));
};

/** JSON of a value; a value nested ten thousand deep is more than JSON.stringify can walk. */
const jsonOf = (value: unknown): string => {
  if (typeof value === "number") {
    // JSON writes null for a number such as 1e999.
    return String(value);
  }
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) {
      return "a value that is nested too deeply";
    }
    throw error;
  }
};

/** All problems behind zod's issues; one unknown key is one problem. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], root: unknown): readonly CaseProblem[] =>
  issues.flatMap((issue) => problemOf(issue, root));

const problemOf = (issue: z.core.$ZodIssue, root: unknown): readonly CaseProblem[] => {
  const value = valueAt(root, issue.path);
  const at = (expected: string): readonly CaseProblem[] => [
    { path: pathText(issue.path), expected, got: gotText(value) },
  ];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: pathText([...issue.path, key]),
        expected: "no such field",
        got: gotText(valueAt(root, [...issue.path, key])),
      }));
    case "invalid_type":
      return at(TYPE_NAMES.get(issue.expected) ?? issue.expected);
    case "invalid_value":
      return at(oneOf(issue.values));
    case "invalid_union":
      return issue.errors.length === 0 ? at(discriminatorText(issue.message)) : nearestBranch(issue, root);
    case "invalid_key":
    case "invalid_element":
      return issue.issues.flatMap((inner) =>
        problemOf({ ...inner, path: [...issue.path, ...inner.path] }, root),
      );
    case "custom":
    case "invalid_format":
    case "not_multiple_of":
    case "too_big":
    case "too_small":
      return at(issue.message);
  }
};

const TYPE_NAMES = new Map([
  ["string", "a string"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["object", "an object"],
  ["record", "an object"],
  ["array", "an array"],
  ["null", "null"],
]);

const oneOf = (values: readonly unknown[]): string => {
  const shown = values.map((value) => JSON.stringify(value));
  return shown.length === 1 ? (shown[0] ?? "") : `one of ${shown.join(", ")}`;
};

/** zod: "Invalid discriminator value. Expected 'a' | 'b'". */
const discriminatorText = (message: string): string => {
  const values = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1]);
  return values.length === 0 ? message : oneOf(values);
};

const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map((one) => one.path.length));

/** The branch that came furthest explains best: the one whose first issue lies deepest. */
const nearestBranch = (issue: z.core.$ZodIssueInvalidUnion, root: unknown): readonly CaseProblem[] => {
  const branches = issue.errors.toSorted((a, b) => depth(b) - depth(a));
  const best = branches[0] ?? [];
  if (depth(best) > 0 || branches.length < 2) {
    return best.flatMap((inner) => problemOf({ ...inner, path: [...issue.path, ...inner.path] }, root));
  }
  const expected = branches.flatMap((branch) =>
    branch.flatMap((inner) => problemOf({ ...inner, path: [...issue.path, ...inner.path] }, root)),
  );
  const texts = [...new Set(expected.map((problem) => problem.expected))];
  return [
    { path: pathText(issue.path), expected: texts.join(" or "), got: gotText(valueAt(root, issue.path)) },
  ];
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
