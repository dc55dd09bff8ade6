/**
 * Owns reading what a product was priced at and sold for since a moment, at this till and at the others as far as their
 * sales are known: for goods that come back without a receipt. Walks the sales of the period by their time; a sale's
 * commit pays for no further index.
 */
import type { PriceHistory } from "../../domain/refund/lowest-price.ts";
import type { TillDatabase } from "../open-database.ts";
import { isLineOf } from "./lines-of-sale.ts";
import { BASE_PRICE_LIST_ID } from "./product-rows.ts";

export interface PriceHistoryRepository {
  /** Lists every price of the list: the one in force at `fromMs` began before it. */
  readonly since: (productId: number, fromMs: number) => PriceHistory;
}

export const createPriceHistoryRepository = ({ sqlite }: TillDatabase): PriceHistoryRepository => {
  const listed = sqlite.prepare<[number], PriceHistory["listed"][number]>(`
    SELECT valid_from_ms AS validFromMs, unit_price_minor AS unitPriceMinor FROM price
    WHERE product_id = ? AND price_list_id = ${String(BASE_PRICE_LIST_ID)}`);
  // CROSS JOIN keeps the order: the sales of the period first, then their lines.
  const sold = sqlite.prepare<[number, number], PriceHistory["sold"][number]>(`
    SELECT DISTINCT sale_line.net_minor AS netMinor, sale_line.quantity_milli AS quantityMilli
    FROM sale CROSS JOIN sale_line ON ${isLineOf("sale_line.position", "sale.seq")}
    WHERE sale.at_ms >= ? AND sale_line.product_id = ? AND sale_line.quantity_milli > 0`);
  // What another till sold names its goods by SKU.
  const soldElsewhere = sqlite.prepare<[number, number], PriceHistory["sold"][number]>(`
    SELECT DISTINCT line.value ->> 'netMinor' AS netMinor, line.value ->> 'quantityMilli' AS quantityMilli
    FROM known_sale CROSS JOIN json_each(body_json, '$.lines') AS line
    WHERE at_ms >= ? AND line.value ->> 'sku' = (SELECT sku FROM product WHERE id = ?)
      AND line.value ->> 'quantityMilli' > 0`);
  return {
    since: (productId, fromMs) => ({
      listed: listed.all(productId),
      sold: [...sold.all(fromMs, productId), ...soldElsewhere.all(fromMs, productId)],
    }),
  };
};
