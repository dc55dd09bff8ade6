/**
 * Owns criteria while they are edited: rows of texts, all of which must hold. A tree that was made elsewhere and has
 * another form is kept as it is.
 */
import type { Criterion } from "../../../../domain/segments/criteria.ts";
import type { Formats } from "../../../formatting/formats.ts";

export const ROW_KINDS = [
  "spend",
  "frequency",
  "average",
  "recency",
  "tenure",
  "birthday",
  "tag",
  "tier",
  "store",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export interface CriterionRow {
  readonly kind: RowKind;
  readonly least: string;
  readonly most: string;
  readonly days: string;
  readonly values: string;
  readonly within: "day" | "month";
}

export const EMPTY_ROW: CriterionRow = {
  kind: "spend",
  least: "",
  most: "",
  days: "",
  values: "",
  within: "month",
};

const isMoney = (kind: RowKind): boolean => kind === "spend" || kind === "average";

/** null: it has another form than rows have. */
export const rowsOf = (criteria: Criterion | null, formats: Formats): readonly CriterionRow[] | null => {
  if (criteria === null) {
    return [];
  }
  const parts = criteria.kind === "all" ? criteria.of : [criteria];
  const rows = parts.map((part) => rowOf(part, formats));
  return rows.every((row) => row !== null) ? rows : null;
};

const rowOf = (part: Criterion, formats: Formats): CriterionRow | null => {
  switch (part.kind) {
    case "all":
    case "any":
    case "not":
      return null;
    case "birthday":
      return { ...EMPTY_ROW, kind: part.kind, within: part.within };
    case "tag":
    case "tier":
    case "store":
      return { ...EMPTY_ROW, kind: part.kind, values: part.values.join(", ") };
    case "spend":
    case "frequency":
    case "average":
    case "recency":
    case "tenure": {
      const figure = (bound: number | null): string => {
        if (bound === null) {
          return "";
        }
        return isMoney(part.kind) ? formats.amount(bound) : String(bound);
      };
      const days = "days" in part && part.days !== null ? String(part.days) : "";
      return { ...EMPTY_ROW, kind: part.kind, least: figure(part.least), most: figure(part.most), days };
    }
  }
};

/** null: a figure is missing or does not fit. */
export const criteriaFrom = (
  rows: readonly CriterionRow[],
  formats: Formats,
): { readonly criteria: Criterion | null } | null => {
  const parts = rows.map((row) => partOf(row, formats));
  if (!parts.every((part) => part !== null)) {
    return null;
  }
  const [only] = parts;
  return { criteria: parts.length > 1 ? { kind: "all", of: parts } : (only ?? null) };
};

const partOf = (row: CriterionRow, formats: Formats): Criterion | null => {
  const { kind } = row;
  if (kind === "birthday") {
    return { kind, within: row.within };
  }
  if (kind === "tag" || kind === "tier" || kind === "store") {
    const values = row.values.split(",").flatMap((value) => (value.trim() === "" ? [] : [value.trim()]));
    return values.length === 0 ? null : { kind, values };
  }
  const figure = (text: string): number | null | "bad" => figureOf(text, kind, formats);
  const least = figure(row.least);
  const most = figure(row.most);
  const days = figureOf(row.days, "recency", formats);
  if (
    least === "bad" ||
    most === "bad" ||
    days === "bad" ||
    days === 0 ||
    (least === null && most === null)
  ) {
    return null;
  }
  return kind === "recency" || kind === "tenure" ? { kind, least, most } : { kind, days, least, most };
};

const figureOf = (text: string, kind: RowKind, formats: Formats): number | null | "bad" => {
  if (text.trim() === "") {
    return null;
  }
  if (isMoney(kind)) {
    const amount = formats.parseAmount(text);
    return amount.ok ? amount.value : "bad";
  }
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : "bad";
};
