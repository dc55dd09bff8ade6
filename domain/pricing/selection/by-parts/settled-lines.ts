/**
 * Owns the lines that stand by themselves once the pool is known: plain lines, and lines of parts of which one answer is
 * left and every later offer works on each line alone. What one of them is left with hangs on its own offers only.
 */
import type { LineState } from "../../basket/unit-run.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { isLocal, throughOffers, type LocalOffer } from "./line-chain.ts";
import type { Solver } from "./solver.ts";

export interface SettledLines {
  /** Parts that do not fall into lines. */
  readonly parts: readonly number[];
  /** What is left of a settled line without some offers, and by which. */
  readonly outcomeOn: (line: number, excluded: ReadonlySet<number>) => LineOutcome;
  /** The settled lines on which an offer may ever give something while these are given. */
  readonly linesOf: (offer: MoneyOffer, certain: ReadonlySet<number>) => readonly number[];
}

export interface LineOutcome {
  readonly leftMinor: number;
  readonly given: readonly LocalOffer[];
}

export const settledLines = ({ problem, split, pool }: Solver): SettledLines => {
  const starts = new Map<number, LineState>();
  const offersOn = new Map<number, readonly LocalOffer[]>();
  for (const [line, offers] of split.plain) {
    starts.set(line, problem.start[line] ?? NOTHING);
    offersOn.set(line, offers);
  }
  const parts: number[] = [];
  for (const [at, part] of split.parts.entries()) {
    const [only, ...others] = pool?.[at] ?? [];
    const later = part.later.filter(isLocal);
    const drawn = only?.drawn ?? null;
    if (part.hasRivals || others.length > 0 || drawn === null || later.length < part.later.length) {
      parts.push(at);
      continue;
    }
    for (const line of part.lines) {
      starts.set(line, drawn.states[line] ?? NOTHING);
      offersOn.set(
        line,
        later.filter(({ lines }) => lines.includes(line)),
      );
    }
  }
  const through = (line: number, offers: readonly LocalOffer[]): LineOutcome => {
    const given: LocalOffer[] = [];
    const { totalMinor } = throughOffers(problem.lines[line], starts.get(line) ?? NOTHING, {
      offers,
      onGiven: (offer) => given.push(offer),
    });
    return { leftMinor: totalMinor, given };
  };
  return {
    parts,
    outcomeOn: (line, excluded) =>
      through(
        line,
        (offersOn.get(line) ?? []).filter(({ index }) => !excluded.has(index)),
      ),
    linesOf: ({ index, lines }, certain) =>
      lines.filter((line) => {
        // The fewer offers come before it, the more it finds.
        const here = offersOn.get(line) ?? [];
        const least = here.filter((other) => other.index === index || certain.has(other.index));
        return through(line, least).given.some((other) => other.index === index);
      }),
  };
};

const NOTHING: LineState = { runs: [], totalMinor: 0 };
