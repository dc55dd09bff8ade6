/**
 * Owns the lines on which every offer works by itself. Their units stay as equal as whole minor units allow, and every
 * such offer leaves a sum that never falls when it is given more: so giving all offers leaves the least of each line,
 * exactly, and leaving one out never pays (docs/pricing.md, "How the best combination is proven").
 */
import type { LineState } from "../../basket/unit-run.ts";
import type { Effect, Problem } from "../problem.ts";
import { leftThrough, throughOffers, type LocalOffer, type Through } from "./line-chain.ts";
import type { Split } from "./parts.ts";

export interface PlainLines {
  /** What is left of every line before the top, in minor units; lines of parts stand as they began. */
  readonly left: (excluded: ReadonlySet<number>) => readonly number[];
  /** The same of one plain line. */
  readonly leftOf: (line: number, excluded: ReadonlySet<number>) => number;
  readonly linesOf: (offer: number) => readonly number[];
  readonly compute: (excluded: ReadonlySet<number>) => PlainOutcome;
}

export interface PlainOutcome {
  readonly states: ReadonlyMap<number, LineState>;
  readonly effects: readonly Effect[];
}

export const plainLines = (problem: Problem, { plain }: Split): PlainLines => {
  const lines = new Map<number, number[]>();
  const base = problem.start.map(({ totalMinor }) => totalMinor);
  for (const [line, offers] of plain) {
    base[line] = leftThrough(problem.lines[line], problem.start[line] ?? NOTHING, offers);
    for (const { index } of offers) {
      const known = lines.get(index);
      if (known === undefined) {
        lines.set(index, [line]);
      } else {
        known.push(line);
      }
    }
  }
  const linesOf = (offer: number): readonly number[] => lines.get(offer) ?? NO_LINES;
  const without = (line: number, excluded: ReadonlySet<number>): readonly LocalOffer[] =>
    (plain.get(line) ?? []).filter(({ index }) => !excluded.has(index));
  const leftOf = (line: number, excluded: ReadonlySet<number>): number =>
    leftThrough(problem.lines[line], problem.start[line] ?? NOTHING, without(line, excluded));
  const leftBy = new Map<ReadonlySet<number>, readonly number[]>();
  const outcomeBy = new Map<ReadonlySet<number>, PlainOutcome>();
  return {
    linesOf,
    leftOf,
    left: (excluded) => {
      const before = leftBy.get(excluded);
      if (before !== undefined) {
        return before;
      }
      const left = [...base];
      for (const offer of excluded) {
        for (const line of linesOf(offer)) {
          left[line] = leftOf(line, excluded);
        }
      }
      leftBy.set(excluded, left);
      return left;
    },
    compute: (excluded) => {
      const before = outcomeBy.get(excluded);
      if (before !== undefined) {
        return before;
      }
      const states = new Map<number, LineState>();
      const given = new Map<number, { offer: LocalOffer; lines: Effect["lines"][number][] }>();
      for (const line of plain.keys()) {
        const state = outcomeOf(problem, line, {
          offers: without(line, excluded),
          onGiven: (offer, amountMinor) => {
            const known = given.get(offer.index) ?? { offer, lines: [] };
            known.lines.push({ line, amountMinor });
            given.set(offer.index, known);
          },
        });
        states.set(line, state);
      }
      const effects = [...given.values()].map((one): Effect => ({
        offer: one.offer,
        amountMinor: one.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        times: 1,
        lines: one.lines,
        needed: [],
      }));
      const outcome = { states, effects };
      outcomeBy.set(excluded, outcome);
      return outcome;
    },
  };
};

const NO_LINES: readonly number[] = [];

const outcomeOf = ({ lines, start }: Problem, line: number, through: Through): LineState =>
  throughOffers(lines[line], start[line] ?? NOTHING, through);

const NOTHING: LineState = { runs: [], totalMinor: 0 };
