/**
 * Owns draws for a part that is too large to be searched: those that would be best if no cap, limit or budget of a later
 * offer tied its lines together. The part then falls into small ones. They are a good beginning and prove nothing.
 */
import { nodeBudget } from "../node-budget.ts";
import { problemOf, type Effect } from "../problem.ts";
import { firstStage, type Stage } from "../stage.ts";
import { splitProblem, tiesItsLines } from "./parts.ts";
import { solvePart, type PartAnswers, type PartQuestion } from "./solve-part.ts";

const NODES = 60;

/**
 * What remains after the draws; null where the part stays whole all the same. `known` has the answers of small parts,
 * which mostly are those of the question before.
 */
export const untiedDraws = (
  { problem, part, excluded, weightOf }: PartQuestion,
  known: Map<string, PartAnswers>,
): Stage | null => {
  const given = [...part.drawing, ...part.later].filter(({ index }) => !excluded.has(index));
  const untied = given.filter(
    (offer) => offer.work.kind === "unit" || (!tiesItsLines(offer) && offer.budget === null),
  );
  const drawing = untied.filter(({ work }) => work.kind === "unit");
  if (part.hasRivals || untied.length === given.length || drawing.some(({ budget }) => budget !== null)) {
    return null;
  }
  const apart = problemOf(problem, untied);
  const { parts } = splitProblem(apart);
  if (parts.length < 2) {
    return null;
  }
  const states = [...problem.start];
  const effects: Effect[] = [];
  for (const small of parts) {
    const weights = small.lines.map((line) => weightOf(line));
    const key = `untied|${small.lines.join(".")}|${small.offers.join(".")}|${weights.join()}`;
    let answers = known.get(key);
    if (answers === undefined) {
      const nodes = nodeBudget(NODES);
      const question = { problem: apart, part: small, excluded, needs: [], weightOf, windowMinor: 0, nodes };
      answers = solvePart({ ...question, required: null, reached: new Map() });
      known.set(key, answers);
    }
    const drawn = answers.near[0]?.drawn ?? null;
    for (const line of small.lines) {
      const state = drawn?.states[line];
      if (state !== undefined) {
        states[line] = state;
      }
    }
    effects.push(...(drawn?.effects ?? []));
  }
  return { ...firstStage(problem), states, effects };
};
