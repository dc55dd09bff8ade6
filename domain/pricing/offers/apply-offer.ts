/**
 * Owns computing one line or basket offer on what remains: select units, ask the benefit what it wants, keep floors
 * and caps, take it off the units. Rounds once per line and offer (docs/pricing.md, "Rounding"). It does not decide
 * whether the offer should apply.
 */
import { allocate } from "../../money/allocate.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import { takeOff, type LineState, type UnitRun } from "../basket/unit-run.ts";
import type { BasketWork, LineWork, MoneyOffer } from "./offer.ts";
import { selectUnits, type OpenLine, type SelectedLine } from "./select-units.ts";

export interface OfferEffect {
  readonly lines: readonly {
    readonly line: number;
    readonly amountMinor: number;
    readonly state: LineState;
  }[];
  readonly amountMinor: number;
}

export interface ApplyInput {
  readonly lines: readonly CanonicalLine[];
  readonly states: readonly LineState[];
  /** Whether the offer may touch a run of a line. */
  readonly isOpen: (run: UnitRun) => boolean;
  /** The most that the offer may still give (its own cap, what a budget has left), or null. */
  readonly capMinor: number | null;
  /** What the tiers of a tiered benefit are measured by, else 0. */
  readonly measured: number;
}

interface LineWish {
  readonly line: number;
  readonly state: LineState;
  readonly amountMinor: number;
  readonly weights: readonly number[];
}

/** What the offer takes off, line by line. The lines it gives nothing on are left out. */
export const applyOffer = (offer: MoneyOffer, input: ApplyInput): OfferEffect => {
  if (offer.work.kind === "unit") {
    throw new Error("Unit offers are computed from their draws");
  }
  if (offer.work.selection.maxUnits === null) {
    return offer.work.kind === "line"
      ? applyToLines(offer, offer.work, input)
      : applyToBasket(offer, offer.work, input);
  }
  const selected = selectUnits(openLines(offer, input), offer.work.selection);
  const wishes =
    offer.work.kind === "line" ? lineWishes(offer, selected, input) : basketWishes(offer, selected, input);
  return takenOff(offer, capWishes(wishes, input.capMinor));
};

/** The lines of an offer that may take only some units, with the runs that are open to it. */
export const openLines = (
  offer: MoneyOffer,
  input: Pick<ApplyInput, "lines" | "states" | "isOpen">,
): readonly OpenLine[] =>
  offer.lines.flatMap((index) => {
    const state = input.states[index];
    const line = input.lines[index];
    return state === undefined || line === undefined
      ? []
      : [{ line: index, sku: line.sample.sku, state, open: openRuns(offer, state, { line, input }) }];
  });

/** The common case of a line offer: all open units of each line, nothing to select. */
const applyToLines = (offer: MoneyOffer, work: LineWork, input: ApplyInput): OfferEffect => {
  const wishes: LineWish[] = [];
  for (const line of offer.lines) {
    const state = input.states[line];
    const canonical = input.lines[line];
    if (state === undefined || canonical === undefined || state.totalMinor <= canonical.floorMinor) {
      continue;
    }
    const open = state.runs.filter((run) => run.remainingMinor > 0 && input.isOpen(run));
    if (open.length === 0) {
      continue;
    }
    const wanted = work.wanted(canonical, open);
    const amountMinor = Math.min(wanted.amountMinor, state.totalMinor - canonical.floorMinor);
    if (amountMinor > 0) {
      wishes.push({ line, state, amountMinor, weights: spread(state, open, wanted.weights) });
    }
  }
  return takenOff(offer, capWishes(wishes, input.capMinor));
};

/** The common case of a basket offer. */
const applyToBasket = (offer: MoneyOffer, work: BasketWork, input: ApplyInput): OfferEffect => {
  const wishes: LineWish[] = [];
  const bases: number[] = [];
  const rooms: number[] = [];
  let baseMinor = 0;
  for (const line of offer.lines) {
    const state = input.states[line];
    const canonical = input.lines[line];
    if (state === undefined || canonical === undefined || state.totalMinor === 0) {
      continue;
    }
    let base = 0;
    const weights = state.runs.map((run) => {
      const own = input.isOpen(run) ? run.remainingMinor : 0;
      base += own * run.count;
      return own;
    });
    baseMinor += base;
    bases.push(base);
    rooms.push(Math.min(base, Math.max(0, state.totalMinor - canonical.floorMinor)));
    wishes.push({ line, state, amountMinor: 0, weights });
  }
  const wantedMinor = work.wanted(baseMinor, input.measured);
  if (wantedMinor === 0) {
    return NO_EFFECT;
  }
  const shares = allocate(wantedMinor, bases, rooms);
  const given = wishes.map((wish, at) => ({ ...wish, amountMinor: shares[at] ?? 0 }));
  return takenOff(offer, capWishes(given, input.capMinor));
};

const NO_EFFECT: OfferEffect = { lines: [], amountMinor: 0 };

const spread = (
  state: LineState,
  open: readonly UnitRun[],
  weights: readonly number[],
): readonly number[] => {
  if (open.length === state.runs.length) {
    return weights;
  }
  let next = 0;
  return state.runs.map((run) => (run === open[next] ? (weights[next++] ?? 0) : 0));
};

const takenOff = (offer: MoneyOffer, wishes: readonly LineWish[]): OfferEffect => {
  let amountMinor = 0;
  const lines: OfferEffect["lines"][number][] = [];
  for (const wish of wishes) {
    if (wish.amountMinor > 0) {
      amountMinor += wish.amountMinor;
      const state = takeOff(wish.state, wish.amountMinor, { weights: wish.weights, offer: offer.index });
      lines.push({ line: wish.line, amountMinor: wish.amountMinor, state });
    }
  }
  return { lines, amountMinor };
};

/** Units that the offer may touch; where it may take only some, those that it would make cheaper. */
const openRuns = (
  { work }: MoneyOffer,
  state: LineState,
  { line, input }: { readonly line: CanonicalLine; readonly input: Pick<ApplyInput, "isOpen"> },
): readonly boolean[] => {
  const limited = work.kind !== "unit" && work.selection.maxUnits !== null;
  const hasRoom = !limited || state.totalMinor > line.floorMinor;
  return state.runs.map(
    (run) =>
      hasRoom &&
      input.isOpen(run) &&
      (!limited || work.kind !== "line" || (work.wanted(line, [run]).weights[0] ?? 0) > 0),
  );
};

const roomOf = (wish: SelectedLine, input: ApplyInput): number =>
  Math.max(0, wish.state.totalMinor - (input.lines[wish.line]?.floorMinor ?? 0));

const lineWishes = (
  offer: MoneyOffer,
  selected: readonly SelectedLine[],
  input: ApplyInput,
): readonly LineWish[] =>
  selected.map((line) => {
    const canonical = input.lines[line.line];
    const runs = line.state.runs.filter((_, at) => line.selected[at] === true);
    if (canonical === undefined || runs.length === 0 || offer.work.kind !== "line") {
      return { ...line, amountMinor: 0, weights: [] };
    }
    const wanted = offer.work.wanted(canonical, runs);
    const weights = [...wanted.weights];
    return {
      ...line,
      amountMinor: Math.min(wanted.amountMinor, roomOf(line, input)),
      weights: line.selected.map((isSelected) => (isSelected ? (weights.shift() ?? 0) : 0)),
    };
  });

const basketWishes = (
  offer: MoneyOffer,
  selected: readonly SelectedLine[],
  input: ApplyInput,
): readonly LineWish[] => {
  const bases = selected.map((line) =>
    line.state.runs.reduce(
      (sum, run, at) => sum + (line.selected[at] === true ? run.count * run.remainingMinor : 0),
      0,
    ),
  );
  const baseMinor = bases.reduce((sum, base) => sum + base, 0);
  const wantedMinor = offer.work.kind === "basket" ? offer.work.wanted(baseMinor, input.measured) : 0;
  const rooms = selected.map((line, at) => Math.min(bases[at] ?? 0, roomOf(line, input)));
  const shares = allocate(wantedMinor, bases, rooms);
  return selected.map((line, at) => ({
    ...line,
    amountMinor: shares[at] ?? 0,
    weights: line.state.runs.map((run, runAt) => (line.selected[runAt] === true ? run.remainingMinor : 0)),
  }));
};

/** A cap is shared by what each line would have got without it. */
const capWishes = (wishes: readonly LineWish[], capMinor: number | null): readonly LineWish[] => {
  const wantedMinor = wishes.reduce((sum, wish) => sum + wish.amountMinor, 0);
  if (capMinor === null || wantedMinor <= capMinor) {
    return wishes;
  }
  const wanted = wishes.map((wish) => wish.amountMinor);
  const shares = allocate(capMinor, wanted, wanted);
  return wishes.map((wish, at) => ({ ...wish, amountMinor: shares[at] ?? 0 }));
};
