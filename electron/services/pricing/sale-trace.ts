/**
 * Owns what is stored with a sale of how its price came about: enough to explain it, and the name of the offers to
 * compute it again. What a line has as most lines have it is left out: a sale is waited for until its rows are on the
 * disk. What was once written stays readable.
 */
import type { CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import type {
  CampaignUsage,
  CouponUsage,
  PricingCustomer,
  PricingInput,
  PricingLine,
} from "../../../domain/pricing/pricing-input.ts";
import { UNLISTED } from "../../../domain/pricing/target/unlisted.ts";
import type { PricedBasket } from "./basket-pricing.ts";

const USUAL = {
  ...UNLISTED,
  name: null,
  unit: "each",
  kind: "goods",
  discountable: true,
  minUnitPriceMinor: 0,
  manualDiscount: null,
} as const satisfies Partial<PricingLine>;

type TracedLine = Omit<PricingLine, keyof typeof USUAL> & Partial<PricingLine>;

const isUsual = (name: string, value: unknown): boolean =>
  name in USUAL && (Array.isArray(value) ? value.length === 0 : value === USUAL[name as keyof typeof USUAL]);

const traceLine = (line: PricingLine): TracedLine => {
  const traced: Record<string, unknown> = {};
  for (const name of fieldsOf(line)) {
    const value = line[name];
    if (!isUsual(name, value)) {
      traced[name] = value;
    }
  }
  return traced as TracedLine;
};

const fieldsOf = (line: PricingLine): readonly (keyof PricingLine)[] =>
  Object.keys(line) as (keyof PricingLine)[];

export const saleTrace = ({ input, offers, result }: PricedBasket): Record<string, unknown> => ({
  pricedAtMs: input.atMs,
  offersHash: offers.hash,
  store: input.store,
  selection: input.selection,
  basket: input.basket.map(traceLine),
  manualDiscount: input.manualDiscount,
  coupons: input.coupons,
  couponDefinitions: input.couponDefinitions,
  usage: { campaigns: [...input.usage.campaigns], coupons: [...input.usage.coupons] },
  // Says nothing of the person: see customers/customer-for-pricing.ts.
  customer: input.customer,
  loyalty: input.loyalty,
  couponAnswers: result.coupons,
  applied: result.applied,
  notApplied: result.notApplied,
  certificate: result.certificate,
});

export type SaleTrace = Pick<PricingInput, "store" | "selection" | "basket" | "manualDiscount"> & {
  readonly pricedAtMs: number;
  readonly offersHash: string;
  readonly coupons?: readonly string[];
  /** Older sales have them in their release. */
  readonly couponDefinitions?: readonly CouponDefinition[];
  /** Sales from before uses were counted have none. */
  readonly usage?: {
    readonly campaigns: readonly (readonly [string, CampaignUsage])[];
    readonly coupons: readonly (readonly [string, CouponUsage])[];
  };
  readonly customer?: PricingCustomer | null;
  readonly loyalty?: PricingInput["loyalty"];
};

/** Null for a sale that was not priced here: it was stored without its basket. */
export const readSaleTrace = (json: string | null): SaleTrace | null => {
  const trace =
    json === null
      ? null
      : (JSON.parse(json) as Partial<Omit<SaleTrace, "basket">> & {
          readonly basket?: readonly TracedLine[];
        });
  return trace?.basket && trace.store
    ? ({ ...trace, basket: trace.basket.map((line) => ({ ...USUAL, ...line })) } as SaleTrace)
    : null;
};
