/**
 * Owns goods that come back without a receipt: priced at the unit price that the person entered, taxed as the product
 * is today, with no offers.
 */
import { MAX_BASKET_GROSS_MINOR } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PricingLine } from "../../../domain/pricing/pricing-input.ts";
import type { PricedLine } from "../../../domain/pricing/pricing-result.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import type { PricingDep, ProductsDep, ProfileDep } from "../deps.ts";
import { toPricingLine } from "../pricing/basket-pricing.ts";
import type { ReturnedLine } from "./build-refund.ts";

export interface ReturnedProduct {
  readonly productId: number;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
}

export type ReturnedProductsError =
  | { readonly type: "UnknownProduct" }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "NothingSelected" }
  | { readonly type: "TenderTooLarge" };

export const returnedProducts = (
  deps: ProductsDep & PricingDep & ProfileDep,
  returned: readonly ReturnedProduct[],
): Result<readonly ReturnedLine[], ReturnedProductsError> => {
  if (returned.length === 0) {
    return err({ type: "NothingSelected" });
  }
  if (grossOf(returned) > MAX_BASKET_GROSS_MINOR) {
    return err({ type: "TenderTooLarge" });
  }
  const asked: AskedLine[] = [];
  for (const [index, item] of returned.entries()) {
    const line = askedLine(deps, item, String(index + 1));
    if (!line.ok) {
      return line;
    }
    asked.push(line.value);
  }
  const priced = deps.pricing.priceLines(
    asked.map(({ line }) => line),
    { withOffers: false },
  ).result;
  return ok(
    asked.map((line, index) => returnedLine(line, priced.lines[index], deps.profile.pricesIncludeTax)),
  );
};

const grossOf = (returned: readonly ReturnedProduct[]): number =>
  returned.reduce((sum, item) => sum + (item.unitPriceMinor * item.quantityMilli) / 1000, 0);

interface AskedLine {
  readonly product: Product;
  readonly line: PricingLine;
}

const askedLine = (
  deps: ProductsDep,
  item: ReturnedProduct,
  id: string,
): Result<AskedLine, ReturnedProductsError> => {
  const product = deps.products.findById(item.productId);
  if (!product) {
    return err({ type: "UnknownProduct" });
  }
  if (product.unit === "each" && item.quantityMilli % 1000 !== 0) {
    return err({ type: "WholeUnitsOnly" });
  }
  return ok({
    product,
    line: toPricingLine({ id, product, barcode: product.barcode, discount: null, ...item }),
  });
};

const returnedLine = (
  { product, line }: AskedLine,
  figures: PricedLine | undefined,
  pricesIncludeTax: boolean,
): ReturnedLine => {
  if (!figures) {
    throw new Error("A returned line was not priced");
  }
  return {
    grossMinor: figures.grossMinor,
    discountMinor: figures.discountMinor,
    netMinor: figures.netMinor,
    taxMinor: figures.taxMinor,
    totalMinor: pricesIncludeTax ? figures.netMinor : figures.netMinor + figures.taxMinor,
    quantityMilli: line.quantityMilli,
    refunds: null,
    source: {
      productId: product.id,
      sku: product.sku,
      barcode: product.barcode,
      name: product.name,
      kind: product.kind,
      unit: product.unit,
      unitPriceMinor: line.unitPriceMinor,
      listUnitPriceMinor: null,
      taxRateBp: product.taxRateBp,
    },
  };
};
