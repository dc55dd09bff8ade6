/**
 * Owns the difference between what was and what is, as single fields that a person can read. Members of objects and
 * lists are named by their path. What is the same on both sides is left out.
 */

export type AuditFieldValue = string | number | boolean | null;

export interface FieldChange {
  /** As stored, members joined by dots: "unitPriceMinor", "lines.0.sku". */
  readonly field: string;
  readonly before: AuditFieldValue;
  readonly after: AuditFieldValue;
}

/** The single value of an entry that is no object, such as a plain text. */
const WHOLE = "value";

export const auditChanges = (before: unknown, after: unknown): readonly FieldChange[] => {
  const was = fieldsOf(before, "");
  const is = fieldsOf(after, "");
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
};

type Fields = ReadonlyMap<string, AuditFieldValue>;

const fieldsOf = (value: unknown, path: string): Fields => {
  if (value === null || value === undefined) {
    return new Map();
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return new Map([[path === "" ? WHOLE : path, value]]);
  }
  if (Array.isArray(value) && value.every((item) => typeof item === "string" || typeof item === "number")) {
    return new Map([[path === "" ? WHOLE : path, value.join(", ")]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...fieldsOf(inner, path === "" ? key : `${path}.${key}`),
    ]),
  );
};
