/**
 * Owns what the audit log keeps of products that an import changed: each field that decides what is charged, or whether
 * and to whom something may be sold, as it was and as it is. Of a new product the price alone: the rest is on its row.
 */
import type { ProductPatch } from "../../../db/repositories/product-patch.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import type { ProductsDep } from "../deps.ts";

const FACTS = [
  "unitPriceMinor",
  "minUnitPriceMinor",
  "taxRateBp",
  "name",
  "kind",
  "forSale",
  "discountable",
  "minAge",
  "maxPerSaleMilli",
  "deposit",
] as const;

type Fact = (typeof FACTS)[number];
type Facts = Readonly<Record<Fact, string | number | boolean | null>>;
type FactsBySku = ReadonlyMap<string, Facts | null>;
/** Field, then SKU. */
type Told = Readonly<Partial<Record<Fact, Readonly<Record<string, Facts[Fact]>>>>>;

export const factsOf = (
  products: ProductsDep["products"],
  patches: readonly Pick<ProductPatch, "sku">[],
): FactsBySku =>
  new Map(
    patches.map(({ sku }) => {
      const product = products.findBySku(sku);
      return [sku, product && productFacts(products, product)];
    }),
  );

const productFacts = ({ findById }: ProductsDep["products"], product: Product): Facts => ({
  unitPriceMinor: product.unitPriceMinor,
  minUnitPriceMinor: product.minUnitPriceMinor,
  taxRateBp: product.taxRateBp,
  name: product.name,
  kind: product.kind,
  forSale: product.forSale,
  discountable: product.discountable,
  minAge: product.minAge,
  maxPerSaleMilli: product.maxPerSaleMilli,
  deposit: product.depositProductId === null ? null : (findById(product.depositProductId)?.sku ?? null),
});

export const changedFacts = (
  before: FactsBySku,
  after: FactsBySku,
): { readonly before: Told; readonly after: Told } => {
  const told = (sides: FactsBySku, fact: Fact): Readonly<Record<string, Facts[Fact]>> =>
    Object.fromEntries(
      [...after.keys()]
        .filter((sku) => isToldOf(fact, before.get(sku) ?? null, after.get(sku) ?? null))
        .map((sku) => [sku, sides.get(sku)?.[fact] ?? null]),
    );
  const side = (sides: FactsBySku): Told =>
    Object.fromEntries(
      FACTS.map((fact) => [fact, told(sides, fact)] as const).filter(
        ([, skus]) => Object.keys(skus).length > 0,
      ),
    );
  return { before: side(before), after: side(after) };
};

const isToldOf = (fact: Fact, was: Facts | null, is: Facts | null): boolean =>
  was === null ? fact === "unitPriceMinor" && is !== null : was[fact] !== is?.[fact];
