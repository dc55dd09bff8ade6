/**
 * Owns what an invoice comes to with the sample campaigns, worked out by hand from docs/pricing.md: every set of offers and
 * every number of free pieces is tried, and the cheapest taken. Shares no code with the engine; plain numbers throughout.
 */
import { COUPON, isHotDrink, isSnack, MOST_GROUPS } from "./program-rules.ts";

/** A line as it is rung up. */
export interface RungLine {
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly quantity: number;
}

export interface OfferSituation {
  readonly happyHour: boolean;
  readonly coupon: boolean;
  /** Of the customer's tier, in hundredths of a percent. */
  readonly tierBp: number;
}

export interface OfferTaken {
  readonly amountMinor: number;
  /** Places of the rung lines that it touched: where it gave something, and pieces that earned a free one. */
  readonly places: ReadonlySet<number>;
}

export interface OwnPrice {
  /** For each rung line, what its first pieces cost and how many cost a minor unit less. */
  readonly nets: readonly { readonly unitNetMinor: number; readonly cheaper: number }[];
  readonly totalMinor: number;
  readonly offers: ReadonlyMap<string, OfferTaken>;
}

/** Equal pieces, in the order that settles ties: by code, then by price. */
interface Pile {
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly places: readonly number[];
  readonly pieces: number;
}

interface Plan {
  readonly codes: readonly string[];
  readonly left: readonly number[];
  readonly taken: ReadonlyMap<string, readonly number[]>;
  readonly totalMinor: number;
}

/** In the order in which they are worked out, each with its priority. */
const PRIORITIES: Readonly<Record<string, number>> = {
  BUY2GET1: 30,
  HAPPYHOUR: 20,
  BASKET100: 10,
  [COUPON]: 0,
  TIER: 0,
};

const BASKET_FROM_MINOR = 10_000;
const BASKET_OFF_MINOR = 1000;

export const priceOnPaper = (lines: readonly RungLine[], situation: OfferSituation): OwnPrice => {
  const piles = pilesOf(lines);
  const best = plansOf(piles, situation).reduce((a, b) => (isBetter(b, a) ? b : a));
  const nets: { unitNetMinor: number; cheaper: number }[] = [];
  for (const [at, pile] of piles.entries()) {
    const off = pile.pieces * pile.unitPriceMinor - (best.left[at] ?? 0);
    const each = Math.floor(off / pile.pieces);
    let cheaperLeft = off - each * pile.pieces;
    for (const place of pile.places) {
      const cheaper = Math.min(cheaperLeft, lines[place]?.quantity ?? 0);
      cheaperLeft -= cheaper;
      nets[place] = { unitNetMinor: pile.unitPriceMinor - each, cheaper };
    }
  }
  const offers = new Map(
    [...best.taken].map(([code, amounts]): [string, OfferTaken] => [
      code,
      {
        amountMinor: amounts.reduce((sum, amount) => sum + amount, 0),
        places: new Set(
          amounts.flatMap((amount, at) =>
            amount > 0 || (code === "BUY2GET1" && earnsFree(piles, amounts, at))
              ? (piles[at]?.places ?? [])
              : [],
          ),
        ),
      },
    ]),
  );
  return { nets, totalMinor: best.totalMinor, offers };
};

const pilesOf = (lines: readonly RungLine[]): readonly Pile[] =>
  [
    ...Map.groupBy(
      lines.keys(),
      (place) => `${lines[place]?.sku ?? ""}|${String(lines[place]?.unitPriceMinor)}`,
    ),
  ]
    .map(([, places]): Pile => {
      const [first = 0] = places;
      return {
        sku: lines[first]?.sku ?? "",
        unitPriceMinor: lines[first]?.unitPriceMinor ?? 0,
        places,
        pieces: places.reduce((sum, place) => sum + (lines[place]?.quantity ?? 0), 0),
      };
    })
    .toSorted((a, b) => (a.sku === b.sku ? a.unitPriceMinor - b.unitPriceMinor : a.sku < b.sku ? -1 : 1));

const isBetter = (a: Plan, b: Plan): boolean => {
  const priority = ({ codes }: Plan): number => codes.reduce((sum, code) => sum + (PRIORITIES[code] ?? 0), 0);
  return (
    a.totalMinor < b.totalMinor ||
    (a.totalMinor === b.totalMinor &&
      (a.codes.length < b.codes.length || (a.codes.length === b.codes.length && priority(a) > priority(b))))
  );
};

const plansOf = (piles: readonly Pile[], situation: OfferSituation): readonly Plan[] => {
  const possible = Object.keys(PRIORITIES).filter(
    (code) =>
      (code !== "HAPPYHOUR" || situation.happyHour) &&
      (code !== COUPON || situation.coupon) &&
      (code !== "TIER" || situation.tierBp > 0),
  );
  const sets = possible.reduce<readonly (readonly string[])[]>(
    (known, code) => [...known, ...known.map((set) => [...set, code])],
    [[]],
  );
  const free = freeByGroups(piles);
  return sets.flatMap((codes) => {
    const starts = codes.includes("BUY2GET1") ? free : [piles.map(() => 0)];
    return starts.flatMap((off) => planWith(piles, { codes, off, situation }) ?? []);
  });
};

/** Groups of three are taken along it: the dearest pieces first. */
const snacksInRow = (piles: readonly Pile[]): readonly { readonly pile: Pile; readonly at: number }[] =>
  piles
    .flatMap((pile, at) => (isSnack(pile.sku) ? [{ pile, at }] : []))
    .toSorted((a, b) => b.pile.unitPriceMinor - a.pile.unitPriceMinor || a.at - b.at);

/** Whether a piece of the pile is in a group of which the third is free. */
const earnsFree = (piles: readonly Pile[], free: readonly number[], at: number): boolean => {
  const groups = free.reduce((sum, off, of) => sum + off / (piles[of]?.unitPriceMinor || 1), 0);
  let before = 0;
  for (const { pile, at: place } of snacksInRow(piles)) {
    if (place === at) {
      return before < groups * 3;
    }
    before += pile.pieces;
  }
  return false;
};

/** What is free on each pile with one group of three, with two, and so on, dearest pieces first. */
const freeByGroups = (piles: readonly Pile[]): readonly (readonly number[])[] => {
  const row = snacksInRow(piles);
  const found: number[][] = [];
  const off = piles.map(() => 0);
  for (let group = 1; group <= MOST_GROUPS; group += 1) {
    let before = 0;
    const third = row.find(({ pile }) => {
      before += pile.pieces;
      return before >= group * 3;
    });
    if (!third || third.pile.unitPriceMinor === 0) {
      break;
    }
    off[third.at] = (off[third.at] ?? 0) + third.pile.unitPriceMinor;
    found.push([...off]);
  }
  return found;
};

/** null: one of the offers may not be given, or gives nothing. */
const planWith = (
  piles: readonly Pile[],
  asked: {
    readonly codes: readonly string[];
    readonly off: readonly number[];
    readonly situation: OfferSituation;
  },
): Plan | null => {
  const left = piles.map((pile) => pile.pieces * pile.unitPriceMinor);
  const taken = new Map<string, readonly number[]>();
  const sum = (): number => left.reduce((total, amount) => total + amount, 0);
  let spentMinor = 0;
  for (const code of asked.codes) {
    if (!taken.has("BASKET100") && !taken.has(COUPON) && !taken.has("TIER")) {
      spentMinor = sum();
    }
    const amounts = amountsOf(code, { piles, left, spentMinor, ...asked });
    if (amounts.every((amount) => amount === 0)) {
      return null;
    }
    amounts.forEach((amount, at) => {
      left[at] = (left[at] ?? 0) - amount;
    });
    taken.set(code, amounts);
  }
  return { codes: asked.codes, left, taken, totalMinor: sum() };
};

interface Turn {
  readonly piles: readonly Pile[];
  readonly left: readonly number[];
  readonly off: readonly number[];
  readonly situation: OfferSituation;
  /** What is left before the offers on the whole basket. */
  readonly spentMinor: number;
}

const amountsOf = (code: string, { piles, left, off, situation, spentMinor }: Turn): readonly number[] => {
  const sum = left.reduce((total, amount) => total + amount, 0);
  switch (code) {
    case "BUY2GET1":
      return off;
    case "HAPPYHOUR":
      return left.map((amount, at) => (isHotDrink(piles[at]?.sku ?? "") ? Math.round(amount / 5) : 0));
    case "BASKET100":
      return spentMinor >= BASKET_FROM_MINOR
        ? shared(Math.min(BASKET_OFF_MINOR, sum), left)
        : left.map(() => 0);
    case COUPON:
      return shared(Math.round(sum / 10), left);
    default:
      return shared(Math.floor((sum * situation.tierBp * 2 + 10_000) / 20_000), left);
  }
};

/** In proportion; the largest remainders get what is missing, the earlier pile at a tie. */
const shared = (amountMinor: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) {
    return weights.map(() => 0);
  }
  const parts = weights.map((weight) => Math.floor((amountMinor * weight) / sum));
  const missing = amountMinor - parts.reduce((total, part) => total + part, 0);
  const order = [...weights.keys()].toSorted(
    (a, b) => ((amountMinor * (weights[b] ?? 0)) % sum) - ((amountMinor * (weights[a] ?? 0)) % sum) || a - b,
  );
  for (const at of order.slice(0, missing)) {
    parts[at] = (parts[at] ?? 0) + 1;
  }
  return parts;
};
