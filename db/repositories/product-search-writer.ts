/**
 * Owns keeping the search index equal to what may be shown: one entry per product that is for sale and not deleted.
 * Called inside the transaction that changed the product.
 */
import { foldSearchText } from "../../domain/catalogue/fold-search-text.ts";
import type { TillDatabase } from "../open-database.ts";

export interface SearchWriter {
  /** Writes the product's entry anew from its rows, or takes it out. */
  readonly write: (productId: number) => void;
}

export const createSearchWriter = ({ sqlite }: TillDatabase): SearchWriter => {
  const source = sqlite.prepare<[number], SearchSource>(`
    SELECT name, sku,
      (SELECT group_concat(barcode, ' ') FROM product_barcode WHERE product_id = product.id) AS barcodes
    FROM product WHERE id = ? AND for_sale = 1 AND deleted_at_ms IS NULL`);
  const remove = sqlite.prepare("DELETE FROM product_search WHERE rowid = ?");
  const insert = sqlite.prepare(
    "INSERT INTO product_search (rowid, name, sku, barcodes) VALUES (?, ?, ?, ?)",
  );
  return {
    write: (productId) => {
      remove.run(productId);
      const row = source.get(productId);
      if (row !== undefined) {
        insert.run(
          productId,
          foldSearchText(row.name),
          foldSearchText(row.sku),
          foldSearchText(row.barcodes ?? ""),
        );
      }
    },
  };
};

interface SearchSource {
  readonly name: string;
  readonly sku: string;
  readonly barcodes: string | null;
}
