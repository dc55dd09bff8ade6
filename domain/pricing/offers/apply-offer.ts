/**
 * Owns computing one line or basket offer on what remains: select units, ask the benefit what it wants, keep floors
 * and caps, take it off the units. Rounds once per line and offer (docs/pricing.md, "Rounding"). It does not decide
 * whether the offer should apply.
 */
import { allocate } from "../../money/allocate.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import { takeOff, type LineState, type UnitRun } from "../basket/unit-run.ts";
import type { MoneyOffer } from "./offer.ts";
import { selectUnits, type SelectedLine } from "./select-units.ts";

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

interface LineWish extends SelectedLine {
  readonly amountMinor: number;
  readonly weights: readonly number[];
}

/** What the offer takes off, line by line. The lines it gives nothing on are left out. */
export const applyOffer = (offer: MoneyOffer, input: ApplyInput): OfferEffect => {
  if (offer.work.kind === "unit") {
    throw new Error("Unit offers are computed from their draws");
  }
  const selected = selectUnits(
    offer.lines.flatMap((index) => {
      const state = input.states[index];
      const line = input.lines[index];
      return state === undefined || line === undefined
        ? []
        : [{ line: index, sku: line.sample.sku, state, open: openRuns(offer, state, { line, input }) }];
    }),
    offer.work.selection,
  );
  const wishes =
    offer.work.kind === "line" ? lineWishes(offer, selected, input) : basketWishes(offer, selected, input);
  const capped = capWishes(wishes, input.capMinor);
  const effects = capped
    .filter((wish) => wish.amountMinor > 0)
    .map((wish) => ({
      line: wish.line,
      amountMinor: wish.amountMinor,
      state: takeOff(wish.state, wish.amountMinor, { weights: wish.weights, offer: offer.index }),
    }));
  return { lines: effects, amountMinor: effects.reduce((sum, effect) => sum + effect.amountMinor, 0) };
};

/** Units that the offer may touch; where it may take only some, those that it would make cheaper. */
const openRuns = (
  { work }: MoneyOffer,
  state: LineState,
  { line, input }: { readonly line: CanonicalLine; readonly input: ApplyInput },
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
  const shares = allocate(
    wantedMinor,
    selected.map((line, at) => {
      const weight = bases[at] ?? 0;
      return { weight, capMinor: Math.min(weight, roomOf(line, input)) };
    }),
  );
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
  const shares = allocate(
    capMinor,
    wishes.map((wish) => ({ weight: wish.amountMinor, capMinor: wish.amountMinor })),
  );
  return wishes.map((wish, at) => ({ ...wish, amountMinor: shares[at] ?? 0 }));
};
