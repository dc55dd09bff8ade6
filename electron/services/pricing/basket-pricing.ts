/**
 * Owns what the open basket costs: turns a basket into the engine's input and remembers the answer for that very
 * basket. A basket is priced at the moment it last changed, so that the total never moves under the cashier's finger
 * between reading it and pressing Pay. Tills and screens never compute prices themselves.
 */
import { liveLines, mayBeReduced, type Basket, type BasketLine } from "../../../domain/basket/basket.ts";
import { withoutTax, type TaxExemption } from "../../../domain/basket/tax-exemption.ts";
import type { CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { termsOf } from "../../../domain/loyalty/program.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import type {
  LoyaltyTerms,
  ManualDiscount,
  PricingCustomer,
  PricingInput,
  PricingLine,
} from "../../../domain/pricing/pricing-input.ts";
import type { PricingResult } from "../../../domain/pricing/pricing-result.ts";
import type {
  ClockDep,
  CustomerForPricingDep,
  LoyaltyDep,
  OffersDep,
  OffersInForce,
  OfferUsesDep,
  ProfileDep,
} from "../deps.ts";
import { basketUsage, sameUsage } from "../offers/basket-usage.ts";

export interface PricedBasket {
  readonly input: PricingInput;
  readonly result: PricingResult;
  readonly offers: OffersInForce;
}

export interface BasketPricing {
  readonly price: (basket: Basket) => PricedBasket;
  /** Whether the offers were used, or given back, since this basket was priced. */
  readonly isStale: (basket: Basket) => boolean;
  /** Prices lines that are no basket (a price check, goods that come back) with or without offers. */
  readonly priceLines: (
    lines: readonly PricingLine[],
    options: { readonly withOffers: boolean },
  ) => PricedBasket;
  /** What is known of customers changed: baskets are priced anew when they are next asked for. */
  readonly forget: () => void;
}

type BasketPricingDeps = ProfileDep &
  OffersDep &
  OfferUsesDep &
  ClockDep &
  CustomerForPricingDep &
  LoyaltyDep;

/** Everything of a basket that its price depends on. */
interface PricingAsk {
  readonly lines: readonly PricingLine[];
  readonly manualDiscount: ManualDiscount | null;
  readonly coupons: readonly string[];
  readonly customer: PricingCustomer | null;
  readonly offers: OffersInForce;
  readonly customerRef: string | null;
}

interface RememberedPrice {
  readonly customerRef: string | null;
  readonly manualDiscount: ManualDiscount | null;
  readonly coupons: readonly string[];
  readonly taxExemption: TaxExemption | null;
  readonly priced: PricedBasket;
}

const NO_OFFERS: OffersInForce = { campaigns: [], hash: "none" };

export const createBasketPricing = (deps: BasketPricingDeps): BasketPricing => {
  // Keyed by what pricing reads: taking a payment changes the basket, and must not price it again.
  let known = new WeakMap<readonly BasketLine[], RememberedPrice>();
  const run = (ask: PricingAsk): PricedBasket => {
    const input = toInput(deps, ask);
    const tiers = input.loyalty === null ? [] : (deps.loyaltyProgram.read()?.tiers ?? []);
    const offers = { ...ask.offers, tiers };
    return { input, result: withoutCardsInTaxes(input, priceBasket(input)), offers };
  };
  const plain = { lines: [], manualDiscount: null, coupons: [], customerRef: null, customer: null } as const;
  const price = (basket: Basket): PricedBasket => {
    const { manualDiscount, coupons, taxExemption, customerRef } = basket;
    const remembered = known.get(basket.lines);
    if (
      remembered?.manualDiscount === manualDiscount &&
      remembered.coupons === coupons &&
      remembered.taxExemption === taxExemption &&
      remembered.customerRef === customerRef
    ) {
      return remembered.priced;
    }
    const { pricesIncludeTax } = deps.profile;
    const lines = liveLines(basket).map((line) => basketLineAsked(line, basket, pricesIncludeTax));
    const customer = customerRef === null ? null : deps.customerForPricing(customerRef);
    const priced = run({
      lines,
      manualDiscount,
      coupons,
      customerRef,
      customer,
      offers: deps.offers.current(),
    });
    known.set(basket.lines, { manualDiscount, coupons, taxExemption, customerRef, priced });
    return priced;
  };
  return {
    price,
    isStale: (basket) => {
      const { input } = price(basket);
      const couponDefinitions = definitionsOf(deps, basket.coupons);
      const now = basketUsage(deps, { ...input, couponDefinitions, customerRef: basket.customerRef });
      return (
        !sameUsage(input.usage, now) ||
        JSON.stringify(input.couponDefinitions) !== JSON.stringify(couponDefinitions)
      );
    },
    priceLines: (lines, options) =>
      run({ ...plain, lines, offers: options.withOffers ? deps.offers.current() : NO_OFFERS }),
    forget: () => {
      known = new WeakMap();
    },
  };
};

/** Whoever does not take part earns nothing and has no tier. */
const termsFor = (
  { loyaltyProgram, loyaltyLedger }: LoyaltyDep,
  { id }: PricingCustomer,
): LoyaltyTerms | null => {
  const program = loyaltyProgram.read();
  return program?.active === true && loyaltyLedger.account(id) ? termsOf(program) : null;
};

const toInput = (deps: BasketPricingDeps, ask: PricingAsk): PricingInput => {
  const couponDefinitions = definitionsOf(deps, ask.coupons);
  return {
    currencyDecimals: currencyDecimals(deps.profile.currency),
    store: {
      code: deps.profile.storeCode,
      timezone: deps.profile.timezone,
      pricesIncludeTax: deps.profile.pricesIncludeTax,
      // The till rounds the cash part of what is paid, after split tenders.
      cashRoundingMinor: 0,
    },
    atMs: deps.clock.nowMs(),
    selection: "best",
    basket: ask.lines,
    manualDiscount: ask.manualDiscount,
    customer: ask.customer,
    payments: [],
    redeemPoints: null,
    coupons: ask.coupons,
    campaigns: ask.offers.campaigns,
    couponDefinitions,
    usage: basketUsage(deps, { ...ask.offers, couponDefinitions, customerRef: ask.customerRef }),
    loyalty: ask.customer === null ? null : termsFor(deps, ask.customer),
  };
};

/** Of the coupons that were handed over; the engine need not know any other. */
const definitionsOf = ({ offers }: OffersDep, codes: readonly string[]): readonly CouponDefinition[] =>
  codes.flatMap((code) => {
    const known = offers.coupon(code);
    return known === null || known.isBlocked ? [] : [known.definition];
  });

/** A gift card is taxed when it is spent, on what it is spent on. */
const taxRateOf = ({ kind, taxRateBp }: BasketLine["product"]): number =>
  kind === "giftCard" ? 0 : taxRateBp;

/** Money that is only kept for somebody is no turnover at a rate of zero: it is outside the tax table. */
const withoutCardsInTaxes = (input: PricingInput, result: PricingResult): PricingResult => {
  const cards = new Set(input.basket.flatMap(({ id, kind }) => (kind === "giftCard" ? [id] : [])));
  if (cards.size === 0) {
    return result;
  }
  const cardsMinor = result.lines.reduce((sum, line) => (cards.has(line.id) ? sum + line.netMinor : sum), 0);
  const others = input.basket.some(({ id, taxRateBp }) => taxRateBp === 0 && !cards.has(id));
  const taxes = result.taxes
    .map((tax) => (tax.rateBp === 0 ? { ...tax, baseMinor: tax.baseMinor - cardsMinor } : tax))
    .filter((tax) => tax.rateBp !== 0 || others);
  return { ...result, taxes };
};

export const toPricingLine = (
  line: Pick<BasketLine, "id" | "product" | "barcode" | "quantityMilli" | "unitPriceMinor" | "discount">,
): PricingLine => ({
  id: line.id,
  sku: line.product.sku,
  name: line.product.name,
  unitPriceMinor: line.unitPriceMinor,
  quantityMilli: line.quantityMilli,
  unit: line.product.unit,
  kind: line.product.kind,
  product: line.product.productGroup,
  department: line.product.department,
  categories: line.product.categories,
  brand: line.product.brand,
  tags: line.product.tags,
  barcode: line.barcode,
  taxRateBp: taxRateOf(line.product),
  onSale: line.product.onSale,
  discountable: line.product.discountable && mayBeReduced(line.product),
  minUnitPriceMinor: line.product.minUnitPriceMinor,
  manualDiscount: line.discount,
});

/** What the lines of a basket are asked at: without tax in an exempt basket. Other figures of a line stay its own. */
export const askedPrices = (
  line: BasketLine,
  { taxExemption }: Pick<Basket, "taxExemption">,
  pricesIncludeTax: boolean,
): AskedPrices => {
  const { unitPriceMinor, listUnitPriceMinor, product } = line;
  const asked = priceIn(taxExemption !== null && pricesIncludeTax, taxRateOf(product));
  return {
    unitPriceMinor: asked(unitPriceMinor),
    listUnitPriceMinor: listUnitPriceMinor === null ? null : asked(listUnitPriceMinor),
    taxRateBp: taxExemption === null ? taxRateOf(product) : 0,
  };
};

interface AskedPrices {
  readonly unitPriceMinor: number;
  readonly listUnitPriceMinor: number | null;
  readonly taxRateBp: number;
}

const priceIn =
  (bare: boolean, rateBp: number) =>
  (priceMinor: number): number =>
    bare ? withoutTax(priceMinor, rateBp) : priceMinor;

const basketLineAsked = (line: BasketLine, basket: Basket, pricesIncludeTax: boolean): PricingLine => {
  const { unitPriceMinor, taxRateBp } = askedPrices(line, basket, pricesIncludeTax);
  const floor = priceIn(basket.taxExemption !== null && pricesIncludeTax, taxRateOf(line.product));
  const plain = toPricingLine(line);
  return { ...plain, unitPriceMinor, taxRateBp, minUnitPriceMinor: floor(plain.minUnitPriceMinor) };
};
