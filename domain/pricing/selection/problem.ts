/**
 * Owns the question that selection answers: lines with what remains of them, the money offers that may be given, and
 * how offers stand to each other. A problem may be the whole basket or an independent part of it.
 */
import type { LineState } from "../basket/unit-run.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { Budget } from "../offers/gate-offers.ts";
import { codeOf, type MoneyOffer, type MoneyWork, type Offer, type UnitWork } from "../offers/offer.ts";

export interface Problem {
  /** All canonical lines of the basket; a partial problem has offers on some of them only. */
  readonly lines: readonly CanonicalLine[];
  readonly start: readonly LineState[];
  /** In the order of computing. */
  readonly offers: readonly MoneyOffer[];
  readonly byIndex: ReadonlyMap<number, MoneyOffer>;
  readonly budgets: readonly Budget[];
  readonly pricesIncludeTax: boolean;
  /** Some two offers here may not touch the same unit. */
  readonly hasRivals: boolean;
}

export const problemOf = (
  given: Pick<Problem, "lines" | "start" | "budgets" | "pricesIncludeTax">,
  offers: readonly MoneyOffer[],
): Problem => ({
  lines: given.lines,
  start: given.start,
  budgets: given.budgets,
  pricesIncludeTax: given.pricesIncludeTax,
  offers,
  byIndex: new Map(offers.map((offer) => [offer.index, offer])),
  hasRivals: haveRivals(offers),
});

const haveRivals = (offers: readonly MoneyOffer[]): boolean => {
  const exclusive = offers.filter(({ combines, lane }) => combines === "otherUnits" || lane !== null);
  return exclusive.some((one) => offers.some((other) => areRivals(one, other)));
};

type Terms = Pick<Offer, "family" | "combines" | "lane">;

/** May never touch the same unit: one lane, or one of them wants other units. */
export const areRivals = (a: Terms, b: Terms): boolean =>
  a.family !== b.family &&
  (a.combines === "otherUnits" || b.combines === "otherUnits" || (a.lane !== null && a.lane === b.lane));

/** May never be in one basket. */
export const excludeEachOther = (a: Terms, b: Terms): boolean =>
  a.family !== b.family && (a.combines === "none" || b.combines === "none");

export const isMoneyOffer = (offer: Offer): offer is MoneyOffer =>
  offer.work.kind === "unit" || offer.work.kind === "line" || offer.work.kind === "basket";

export const isUnitOffer = (offer: Offer<MoneyWork>): offer is Offer<UnitWork> => offer.work.kind === "unit";

/** What an offer gave in a plan. */
export interface Effect {
  readonly offer: MoneyOffer;
  readonly amountMinor: number;
  readonly times: number;
  readonly lines: readonly { readonly line: number; readonly amountMinor: number }[];
  /** Lines with units that it needed to be bought, beside those it made cheaper. */
  readonly needed: readonly number[];
}

/** One way of giving offers. */
export interface Plan {
  readonly totalMinor: number;
  readonly effects: readonly Effect[];
  /** What is left of each line; of its units nobody may ask any more. */
  readonly states: readonly Pick<LineState, "totalMinor">[];
}

/**
 * Negative when `a` is to be preferred: lower total to pay, then fewer offers, then the higher sum of priorities, then
 * the codes in order (docs/pricing.md, "Choosing").
 */
export const comparePlans = (a: Plan, b: Plan): number =>
  a.totalMinor - b.totalMinor || compareOffers(a.effects.map(offerOf), b.effects.map(offerOf));

const offerOf = ({ offer }: Effect): MoneyOffer => offer;

/** The same for offers that give something where the total is the same. */
export const compareOffers = (a: readonly MoneyOffer[], b: readonly MoneyOffer[]): number => {
  const byFigures = a.length - b.length || prioritySum(b) - prioritySum(a);
  if (byFigures !== 0) {
    return byFigures;
  }
  const [aCodes, bCodes] = [sortedNames(a), sortedNames(b)];
  return aCodes < bCodes ? -1 : aCodes > bCodes ? 1 : 0;
};

const prioritySum = (offers: readonly MoneyOffer[]): number =>
  offers.reduce((sum, { priority }) => sum + priority, 0);

const sortedNames = (offers: readonly MoneyOffer[]): string =>
  offers
    .map((offer) => `${codeOf(offer)}\u0000${String(offer.position).padStart(4, "0")}`)
    .toSorted()
    .join("\u0001");
