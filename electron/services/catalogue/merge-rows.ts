/**
 * Owns what a file says about one product when several of its rows do: the last row that says something wins, field
 * by field. Names of rows with a price go before names of rows without one (stock corrections carry remarks such as
 * "damaged" in place of a name). Barcodes of all rows belong to the product, in the order of the file.
 */
import type { ProductPatch } from "../../../db/repositories/product-patch.ts";
import type { ProductRow } from "./product-row.ts";

export interface MergedProduct {
  readonly patch: ProductPatch;
  /** The last row that spoke of it. */
  readonly line: number;
  readonly isNamedWithPrice: boolean;
}

export const mergeRow = (known: MergedProduct | undefined, row: ProductRow, line: number): MergedProduct => {
  const hasPrice = row.unitPriceMinor !== undefined;
  if (known === undefined) {
    return { patch: row, line, isNamedWithPrice: hasPrice && row.name !== undefined };
  }
  const takesName = row.name !== undefined && (hasPrice || !known.isNamedWithPrice);
  const name = takesName ? row.name : known.patch.name;
  const barcodes = [...new Set([...(known.patch.barcodes ?? []), ...(row.barcodes ?? [])])];
  return {
    patch: {
      ...known.patch,
      ...row,
      ...(name === undefined ? {} : { name }),
      ...(barcodes.length === 0 ? {} : { barcodes }),
    },
    line,
    isNamedWithPrice: known.isNamedWithPrice || (hasPrice && row.name !== undefined),
  };
};
