/** Owns the proven bound of the search. */
import type { MoneyOffer } from "../offers/offer.ts";
import type { Problem } from "./problem.ts";
import type { Stage } from "./stage.ts";

/** The lowest total that could still come of a stage. */
export const optimisticTotal = (_problem: Problem, _stage: Stage, _later: readonly MoneyOffer[]): number => 0;
