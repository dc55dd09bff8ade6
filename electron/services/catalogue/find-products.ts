/** Owns finding products for people: search as you type, the quick grid, and what one unit costs right now. */
import type { PriceCheckView, ProductView } from "../../../contracts/ipc/catalogue.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { toldCode } from "../../../domain/staff/told-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { NormalisedCode } from "../../../domain/scanning/normalise-code.ts";
import type { PricingDep, ProductsDep } from "../deps.ts";
import { toPricingLine } from "../pricing/basket-pricing.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { understandCode, type UnderstandDeps } from "./understand-code.ts";

export const searchProducts = (
  deps: ProductsDep,
  query: { readonly text: string; readonly limit: number },
): readonly ProductView[] =>
  query.text.trim() === "" ? [] : deps.products.search(query.text, query.limit).map(productView);

export const quickItems = (deps: ProductsDep): readonly ProductView[] =>
  deps.products.quickItems().map(productView);

/** Prices one unit alone with today's offers, and leaves the basket as it is. */
export const checkPrice = (
  deps: UnderstandDeps & PricingDep,
  code: NormalisedCode,
): Result<PriceCheckView, { readonly type: "UnknownBarcode"; readonly code: string }> => {
  const found = understandCode(deps, code);
  if (found.kind !== "product") {
    return err({ type: "UnknownBarcode", code: toldCode(code.text) });
  }
  const { product, barcode } = found;
  const line = toPricingLine({
    product,
    barcode,
    id: "1",
    quantityMilli: 1000,
    unitPriceMinor: product.unitPriceMinor ?? 0,
    discount: null,
  });
  const { result, offers } = deps.pricing.priceLines([line], { withOffers: true });
  return ok({
    product: productView(product),
    netMinor: result.totals.netMinor,
    offers: result.applied.map((offer) => {
      const offerCode = offer.campaign ?? offer.coupon ?? offer.tier ?? "";
      return { code: offerCode, label: offerLabel(offers, offerCode), amountMinor: offer.amountMinor };
    }),
    taxRateBp: product.taxRateBp,
  });
};

const productView = (product: Product): ProductView => ({
  id: product.id,
  sku: product.sku,
  barcode: product.barcode,
  name: product.name,
  unit: product.unit,
  unitPriceMinor: product.unitPriceMinor,
  onSale: product.onSale,
  department: product.department,
});
