/**
 * The oracle's word on nudges: each that is shown is put into the basket, and the changed basket is priced by the oracle. A
 * nudge is sound when its gain is what the addition costs by list, with its tax, less what the total rises.
 */
import type { PricingInput, PricingLine } from "../../../domain/pricing/pricing-input.ts";
import type { Nudge, PricingResult } from "../../../domain/pricing/pricing-result.ts";
import { oracleLines } from "./oracle-basket.ts";
import type { OraclePlan } from "./oracle-plan.ts";
import { oracleTask, searchByOracle, type SearchLimits } from "./oracle-price.ts";
import { selectByOraclePriority } from "./oracle-priority.ts";

/** The chosen combinations as the oracle finds them, equal in all that decides; none when the case is too big. */
const plansByOracle = (input: PricingInput, limits: SearchLimits): readonly OraclePlan[] => {
  const task = oracleTask(input);
  return input.selection === "priority"
    ? [selectByOraclePriority(task).plan]
    : (searchByOracle(task, limits)?.best ?? []);
};

const totalByOracle = (input: PricingInput, limits: SearchLimits): number | null =>
  plansByOracle(input, limits)[0]?.totalMinor ?? null;

/** What a campaign, or a coupon's own rule, gives in a combination. */
const amountIn = (plan: OraclePlan, { campaign, coupon }: Nudge): number =>
  plan.offers
    .filter(({ family }) => family === (campaign === null ? `k${String(coupon)}` : `c${campaign}`))
    .flatMap(({ id }) => plan.byLine.get(id) ?? [])
    .reduce((sum, part) => sum + part, 0);

export const nudgeProblems = (
  input: PricingInput,
  result: PricingResult,
  limits: SearchLimits,
): readonly string[] => {
  const problems = result.nudges.flatMap((nudge) => {
    const gains = new Set<number>();
    for (const line of additionsOf(nudge, input)) {
      const gain = gainOf(input, line, { limits, totalMinor: result.totals.totalMinor });
      if (gain === null || (gain === nudge.gainMinor && isTrue(nudge, line, { input, result, limits }))) {
        return [];
      }
      gains.add(gain);
    }
    return [`nudge ${JSON.stringify(nudge)}: true gains ${JSON.stringify([...gains])}`];
  });
  const gains = result.nudges.map(({ gainMinor }) => gainMinor);
  const inOrder = gains.every((gain, at) => gain > 0 && gain <= (gains[at - 1] ?? gain));
  return inOrder && gains.length <= 3 ? problems : [...problems, `nudges out of order: ${gains.join()}`];
};

interface Told {
  readonly input: PricingInput;
  readonly result: PricingResult;
  readonly limits: SearchLimits;
}

/** The campaign or coupon that is named gives more in the changed basket. */
const isTrue = (nudge: Nudge, line: PricingLine, { input, result, limits }: Told): boolean => {
  const nowMinor = result.applied
    .filter(
      (one) => one.campaign === nudge.campaign && (nudge.campaign !== null || one.coupon === nudge.coupon),
    )
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const plans = plansByOracle({ ...input, basket: [...input.basket, line] }, limits);
  return plans.some((plan) => amountIn(plan, nudge) > nowMinor);
};

/** What a customer saves on adding one line: what it would cost by itself, less what the total rises. */
export const gainOf = (
  input: PricingInput,
  line: PricingLine,
  { limits, totalMinor }: { readonly limits: SearchLimits; readonly totalMinor: number },
): number | null => {
  const changed = totalByOracle({ ...input, basket: [...input.basket, line] }, limits);
  const alone = totalByOracle(
    {
      ...input,
      basket: [line],
      manualDiscount: null,
      campaigns: [],
      couponDefinitions: [],
      coupons: [],
      loyalty: null,
    },
    limits,
  );
  return changed === null || alone === null ? null : totalMinor + alone - changed;
};

/** Lines that a nudge may mean: pieces of a product in the basket, or a piece of goods at the amount to be spent. */
const additionsOf = ({ add }: Nudge, input: PricingInput): readonly PricingLine[] => {
  const samples = oracleLines(input)
    .map(({ sample }) => ({ ...sample, id: "added", manualDiscount: null }))
    .filter(({ unit }) => unit === "each");
  if ("sku" in add) {
    return samples
      .filter(({ sku }) => sku === add.sku)
      .map((sample) => ({ ...sample, quantityMilli: add.quantityMilli }));
  }
  return oracleLines(input).flatMap(({ sample, goods }) => {
    const piece: PricingLine = {
      ...sample,
      id: "added",
      manualDiscount: null,
      unit: "each",
      unitPriceMinor: add.spendMinor,
      quantityMilli: 1000,
      minUnitPriceMinor: 0,
    };
    const neutral = {
      sku: "",
      product: null,
      department: null,
      categories: [],
      brand: null,
      tags: [],
      barcode: null,
      onSale: false,
    };
    return goods ? [{ ...piece, ...neutral }, piece] : [];
  });
};
