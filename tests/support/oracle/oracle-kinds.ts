/** The random spaces in which engine and oracle are compared, by name. */
import { extendedCase } from "./extended-case.ts";
import { compareWithOracle, type CompareOptions, type Comparison } from "./compare-with-oracle.ts";
import { manyOffersCase } from "./many-offers-case.ts";
import { randomCase, type Json } from "./random-case.ts";

export type OracleKind = "usual" | "offers" | "many";

interface Space {
  readonly caseOf: (seed: number) => Json;
  readonly options: Partial<CompareOptions>;
}

const SPACES: Readonly<Record<OracleKind, Space>> = {
  /** Everything that a pricing case can say. */
  usual: { caseOf: extendedCase, options: {} },
  /** The money offers alone, `selection: "best"`. */
  offers: { caseOf: randomCase, options: {} },
  /** 9 to 12 offers; what is given and its total. */
  many: { caseOf: manyOffersCase, options: { maxOffers: 12, maxPlans: 40_000, everything: false } },
};

export const isOracleKind = (name: string): name is OracleKind => name in SPACES;

/** Compares case number `seed` of a space. */
export const compareCase = (
  kind: OracleKind,
  seed: number,
  options: Partial<CompareOptions> = {},
): Comparison => {
  const { caseOf, options: own } = SPACES[kind];
  return compareWithOracle(`${kind} ${String(seed)}`, caseOf(seed), { ...own, ...options });
};
