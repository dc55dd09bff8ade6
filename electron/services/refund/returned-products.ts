/**
 * Owns goods that come back without a receipt: priced at the lowest price of the last days or at what the person
 * entered below it, taxed as the product is today, with no offers.
 */
import { MAX_BASKET_GROSS_MINOR } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PricingLine } from "../../../domain/pricing/pricing-input.ts";
import type { PricedLine } from "../../../domain/pricing/pricing-result.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import type { PricingDep, ProductsDep, ProfileDep } from "../deps.ts";
import { toPricingLine } from "../pricing/basket-pricing.ts";
import type { ReturnedLine } from "./build-refund.ts";
import { lowestPrice, type LowestPriceDeps } from "./lowest-price.ts";

export interface ReturnedProduct {
  readonly productId: number;
  readonly quantityMilli: number;
  /** null: the lowest price of the last days. */
  readonly unitPriceMinor: number | null;
}

export type ReturnedProductsError =
  | { readonly type: "UnknownProduct" }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "NeedsPrice"; readonly productId: number; readonly name: string }
  | {
      readonly type: "AboveLowestPrice";
      readonly name: string;
      readonly lowestMinor: number;
      readonly days: number;
    }
  | { readonly type: "NothingSelected" }
  | { readonly type: "TenderTooLarge" };

type ReturnedProductsDeps = ProductsDep & PricingDep & ProfileDep & LowestPriceDeps;

export const returnedProducts = (
  deps: ReturnedProductsDeps,
  returned: readonly ReturnedProduct[],
  price: "atMostTheLowest" | "asEntered",
): Result<readonly ReturnedLine[], ReturnedProductsError> => {
  if (returned.length === 0) {
    return err({ type: "NothingSelected" });
  }
  if (grossOf(returned) > MAX_BASKET_GROSS_MINOR) {
    return err({ type: "TenderTooLarge" });
  }
  const asked: AskedLine[] = [];
  for (const [index, item] of returned.entries()) {
    const line = askedLine(deps, item, { id: String(index + 1), price });
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
  returned.reduce((sum, item) => sum + ((item.unitPriceMinor ?? 0) * item.quantityMilli) / 1000, 0);

interface AskedLine {
  readonly product: Product;
  readonly line: PricingLine;
}

const askedLine = (
  deps: ReturnedProductsDeps,
  item: ReturnedProduct,
  { id, price }: { readonly id: string; readonly price: "atMostTheLowest" | "asEntered" },
): Result<AskedLine, ReturnedProductsError> => {
  const product = deps.products.findById(item.productId);
  if (!product) {
    return err({ type: "UnknownProduct" });
  }
  if (product.unit === "each" && item.quantityMilli % 1000 !== 0) {
    return err({ type: "WholeUnitsOnly" });
  }
  const unitPrice = unitPriceOf(deps, product, { wantedMinor: item.unitPriceMinor, price });
  if (!unitPrice.ok) {
    return unitPrice;
  }
  const { quantityMilli } = item;
  return ok({
    product,
    line: toPricingLine({
      id,
      product,
      barcode: product.barcode,
      discount: null,
      quantityMilli,
      unitPriceMinor: unitPrice.value,
    }),
  });
};

const unitPriceOf = (
  deps: LowestPriceDeps,
  product: Product,
  asked: { readonly wantedMinor: number | null; readonly price: "atMostTheLowest" | "asEntered" },
): Result<number, ReturnedProductsError> => {
  const { wantedMinor } = asked;
  if (asked.price === "asEntered" && wantedMinor !== null) {
    return ok(wantedMinor);
  }
  const { unitPriceMinor: lowestMinor, days } = lowestPrice(deps, product.id);
  const priceMinor = wantedMinor ?? lowestMinor;
  if (priceMinor === null) {
    return err({ type: "NeedsPrice", productId: product.id, name: product.name });
  }
  return lowestMinor !== null && priceMinor > lowestMinor
    ? err({ type: "AboveLowestPrice", name: product.name, lowestMinor, days })
    : ok(priceMinor);
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
