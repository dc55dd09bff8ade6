/**
 * Owns the thresholds of campaign and rule: what must be spent or taken, over which lines, measured when
 * (docs/pricing.md, "Thresholds"). Quantities never change while offers are chosen, so they are checked here; amounts
 * do, so they become thresholds that the computation checks.
 */
import type { Conditions } from "../../../campaigns/conditions.ts";
import { formatDecimalShort } from "../../../money/decimal.ts";
import type { CanonicalLine } from "../../basket/canonical-line.ts";
import type { LineFinder } from "../../benefits/registry.ts";
import { miss, NO_MISSES } from "../../explain/reason-order.ts";
import type { Threshold } from "../../offers/offer.ts";
import type { Miss } from "../condition.ts";

export interface ThresholdScope {
  readonly lines: readonly CanonicalLine[];
  readonly find: LineFinder;
  /** What the rule's conditions are measured over: its target, for a unit offer all its sides. */
  readonly targetLines: readonly number[];
  /** What these conditions are measured over when `spendOn` does not say. */
  readonly defaultOn: "target" | "basket";
}

/** The lines that `minSpend` and its like are measured over. */
export const measuredLines = (conditions: Conditions, scope: ThresholdScope): readonly number[] =>
  (conditions.spendOn ?? scope.defaultOn) === "basket" ? scope.find.goods(null) : scope.targetLines;

/** Units in thousandths; a weighed line counts one. */
export const quantityMilliOf = (lines: readonly CanonicalLine[], on: readonly number[]): number =>
  on.reduce((sum, line) => sum + (lines[line]?.unitCount ?? 0) * 1000, 0);

/** The miss of so many units over some lines; none when they are there. */
export const tooFew = (
  lines: readonly CanonicalLine[],
  on: readonly number[],
  wantedMilli: number,
): readonly Miss[] => {
  const gotMilli = quantityMilliOf(lines, on);
  if (gotMilli >= wantedMilli) {
    return NO_MISSES;
  }
  const [wanted, got] = [formatDecimalShort(wantedMilli, 3), formatDecimalShort(gotMilli, 3)];
  const lacking = { lines: on, quantityMilli: wantedMilli - gotMilli };
  return [{ ...miss("BELOW_MIN_QUANTITY", wanted, got), lacking }];
};

/** What is missing in quantities, over the measured lines and over what the basket must contain. */
export const quantityMisses = (conditions: Conditions, scope: ThresholdScope): readonly Miss[] => {
  const { minQuantityMilli, requires } = conditions;
  if (minQuantityMilli === null && requires.length === 0) {
    return NO_MISSES;
  }
  const misses: Miss[] = [];
  const need = (wantedMilli: number, on: readonly number[]): void => {
    misses.push(...tooFew(scope.lines, on, wantedMilli));
  };
  if (minQuantityMilli !== null) {
    need(minQuantityMilli, measuredLines(conditions, scope));
  }
  for (const requirement of requires) {
    const on = scope.find.goods(requirement.target);
    if (on.length === 0) {
      misses.push(miss("NO_MATCHING_ITEMS"));
    } else if (requirement.minQuantityMilli !== null) {
      need(requirement.minQuantityMilli, on);
    }
  }
  return misses;
};

/** The amounts to be checked while offers are computed. */
export const spendThresholds = (conditions: Conditions, scope: ThresholdScope): readonly Threshold[] => {
  const { minSpendMinor, maxSpendMinor, requires } = conditions;
  if (minSpendMinor === null && maxSpendMinor === null && requires.length === 0) {
    return NO_THRESHOLDS;
  }
  const atTurn = conditions.spendMeasured === "atTurn";
  const on = measuredLines(conditions, scope);
  const own = [
    ...(minSpendMinor === null
      ? []
      : [{ kind: "min" as const, limitMinor: minSpendMinor, lines: on, atTurn }]),
    ...(maxSpendMinor === null
      ? []
      : [{ kind: "max" as const, limitMinor: maxSpendMinor, lines: on, atTurn }]),
  ];
  const required = requires.flatMap(({ target, minSpendMinor: least }) =>
    least === null
      ? []
      : [{ kind: "min" as const, limitMinor: least, lines: scope.find.goods(target), atTurn }],
  );
  return [...own, ...required];
};

const NO_THRESHOLDS: readonly Threshold[] = [];

/** False for figures that make no sense: negative ones, and a least amount above the most. */
export const areSoundThresholds = (conditions: Conditions): boolean =>
  [
    conditions.minSpendMinor,
    conditions.maxSpendMinor,
    conditions.minQuantityMilli,
    ...conditions.requires.flatMap((one) => [one.minQuantityMilli, one.minSpendMinor]),
  ].every((figure) => figure === null || figure >= 0) &&
  (conditions.minSpendMinor ?? 0) <= (conditions.maxSpendMinor ?? Number.MAX_SAFE_INTEGER);
