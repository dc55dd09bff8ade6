/**
 * Owns what is left of a line, weighted, that stands somehow when a shared cap comes, with its share and all that comes
 * after: each computed once. Offers after the cap are given: where one might be left out for nothing, nothing is known.
 */
import { takeOff } from "../../../basket/unit-run.ts";
import type { MoneyOffer, Offer } from "../../../offers/offer.ts";
import { throughOffers, type LocalOffer } from "../line-chain.ts";
import type { SharedCap, Standing } from "./take-apart.ts";

export interface LeftTable {
  /** Of a standing with a share; endless where nothing is known. */
  readonly of: (standing: number, shareMinor: number) => number;
  /** Of the later offers that may be left out those that give something. */
  readonly openOf: (standing: number, shareMinor: number) => readonly MoneyOffer[];
}

export interface Weighing {
  readonly weightOf: (line: number) => number;
  /** Ways that leave so much more than the least, weighted, are looked for too. */
  readonly marginMinor: number;
}

export const leftTable = (cap: SharedCap, { weightOf, marginMinor }: Weighing): LeftTable => {
  const known: number[][] = [];
  const openBy = new Map<string, readonly MoneyOffer[]>();
  const compute = (id: number, shareMinor: number): number => {
    const standing = cap.standings[id];
    if (standing === undefined) {
      return Number.POSITIVE_INFINITY;
    }
    const { leftMinor, open, openMinor } = leftAfterCap(cap, standing, shareMinor);
    if (open.length > 0) {
      openBy.set(`${String(id)}:${String(shareMinor)}`, open);
    }
    const weight = weightOf(cap.lines[standing.place] ?? 0);
    return openMinor * weight > marginMinor ? leftMinor * weight : Number.POSITIVE_INFINITY;
  };
  return {
    of: (id, shareMinor) => {
      const shares = (known[id] ??= []);
      return (shares[shareMinor] ??= compute(id, shareMinor));
    },
    openOf: (id, shareMinor) => openBy.get(`${String(id)}:${String(shareMinor)}`) ?? NONE,
  };
};

const NONE: readonly MoneyOffer[] = [];

interface LeftAfter {
  readonly leftMinor: number;
  /** The later offers that may be left out and give something; without any of them so much more is left at least. */
  readonly open: readonly MoneyOffer[];
  readonly openMinor: number;
}

const leftAfterCap = (cap: SharedCap, { place, state, weights }: Standing, shareMinor: number): LeftAfter => {
  const line = cap.problem.lines[cap.lines[place] ?? 0];
  const shared = shareMinor === 0 ? state : takeOff(state, shareMinor, { weights, offer: null });
  const through = (
    without: ReadonlySet<Offer>,
  ): { readonly leftMinor: number; readonly open: LocalOffer[] } => {
    const open: LocalOffer[] = [];
    const { totalMinor } = throughOffers(line, shared, {
      offers: (cap.after[place] ?? []).filter((offer) => !without.has(offer)),
      onGiven: (offer) => cap.isOpen(offer) && open.push(offer),
    });
    return { leftMinor: totalMinor, open };
  };
  const { leftMinor, open } = through(new Set());
  let openMinor = Number.POSITIVE_INFINITY;
  const visit = (without: ReadonlySet<Offer>, givers: readonly LocalOffer[]): void => {
    for (const offer of givers) {
      const more = new Set([...without, offer]);
      const next = through(more);
      openMinor = Math.min(openMinor, next.leftMinor - leftMinor);
      visit(more, next.open);
    }
  };
  visit(new Set(), open);
  return { leftMinor, open, openMinor };
};
