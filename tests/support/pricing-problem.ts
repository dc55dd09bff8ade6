/** The selection problem of a pricing case: what all offers that may be combined have to choose from. */
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { prepareBasket } from "../../domain/pricing/prepare-basket.ts";
import { problemOf, type Problem } from "../../domain/pricing/selection/problem.ts";
import type { Json } from "./oracle/random-case.ts";

export const problemFor = (cases: (seed: number) => Json, seed: number): Problem => {
  const read = readPricingCase(cases(seed));
  if (!read.ok) {
    throw new Error(`case ${String(seed)} is refused`);
  }
  const { problem } = prepareBasket(read.value);
  return problemOf(
    problem,
    problem.offers.filter(({ combines }) => combines !== "none"),
  );
};
