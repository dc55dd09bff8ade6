/** Owns which lines a rule means: what a match looks like. The engine decides what matches. */

export type Match =
  | {
      readonly field: "sku" | "product" | "department" | "category" | "brand" | "tag";
      readonly values: readonly string[];
    }
  | { readonly field: "barcode"; readonly pattern: string }
  | { readonly field: "price"; readonly fromMinor: number | null; readonly toMinor: number | null };

export interface Target {
  readonly include: readonly Match[];
  readonly exclude: readonly Match[];
  readonly excludeOnSale: boolean;
}
