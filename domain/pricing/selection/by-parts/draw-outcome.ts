/**
 * Owns what certain draws of a part come to, whatever its lines weigh: several questions about the part ask for the same
 * draws. Offers are known by index, so nobody may ask an outcome of another basket who gave what.
 */
import type { LineState } from "../../basket/unit-run.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";
import type { Stage } from "../stage.ts";
import type { LaterSums } from "./later-sums.ts";
import type { LineChain } from "./line-chain.ts";
import { answerAfterDraws, giveAll, leftIn, type PartAnswer } from "./part-answer.ts";
import type { Part } from "./parts.ts";

export interface DrawOutcome {
  /** What all offers leave of each of the part's lines, in their order. */
  readonly left: readonly number[];
  /** Every offer that draws gives something. */
  readonly stands: boolean;
  /** After the draws. */
  readonly stage: Stage;
  /** What the later offers give on top of that, computed when it is asked for. */
  readonly given: () => Stage;
  readonly answer: (weightOf: (line: number) => number) => PartAnswer;
}

/** By the draws, their offers named by their places among those that draw. */
export type Reached = Map<string, DrawOutcome>;

interface Giving {
  readonly problem: Problem;
  readonly part: Part;
  readonly later: readonly MoneyOffer[];
  /** The quick way through the later offers, where there is one. */
  readonly chain: LineChain | null;
  /** The sums that they leave, where some have a cap; null where only giving them tells. */
  readonly sums: LaterSums | null;
  readonly sumsBy: Map<string, LaterSums | null>;
}

export const drawOutcome = (giving: Giving, stage: Stage, stands: boolean): DrawOutcome => {
  const { problem, part, later, chain, sums } = giving;
  let all: Stage | null = null;
  const given = (): Stage => (all ??= giveAll(problem, stage, later));
  const left =
    chain === null
      ? (sums?.(stage.states) ?? leftIn(part, given()))
      : part.lines.map((line) => chain.remaining(line, stage.states[line] ?? NO_LINE));
  const answer: DrawOutcome["answer"] = (weightOf) => answerAfterDraws({ ...giving, weightOf }, stage, left);
  return { left, stands, stage, given, answer };
};

const NO_LINE: LineState = { runs: [], totalMinor: 0 };
