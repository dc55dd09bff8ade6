/** Owns the counts of a run of the oracle: how they are added up and said. */
import type { Comparison } from "../support/oracle/compare-with-oracle.ts";

export interface OracleCounts {
  readonly compared: number;
  readonly different: number;
  readonly unproven: number;
  readonly tooBig: number;
  /** Plans that the oracle tried. */
  readonly plans: number;
}

export const NO_COUNTS: OracleCounts = { compared: 0, different: 0, unproven: 0, tooBig: 0, plans: 0 };

export const countIn = (counts: OracleCounts, comparison: Comparison): OracleCounts => ({
  compared: counts.compared + (comparison.type === "tooBig" ? 0 : 1),
  different: counts.different + (comparison.type === "different" ? 1 : 0),
  unproven: counts.unproven + (comparison.type === "unproven" ? 1 : 0),
  tooBig: counts.tooBig + (comparison.type === "tooBig" ? 1 : 0),
  plans: counts.plans + (comparison.type === "same" ? comparison.plans : 0),
});

export const addCounts = (a: OracleCounts, b: OracleCounts): OracleCounts => ({
  compared: a.compared + b.compared,
  different: a.different + b.different,
  unproven: a.unproven + b.unproven,
  tooBig: a.tooBig + b.tooBig,
  plans: a.plans + b.plans,
});

export const casesOf = (counts: OracleCounts): number => counts.compared + counts.tooBig;

export const countsText = (counts: OracleCounts, cases: number, seconds: number): string => {
  const done = casesOf(counts);
  return (
    `${String(done)}/${String(cases)} cases, ${String(counts.compared)} compared (${String(counts.plans)} plans tried by the oracle), ` +
    `${String(counts.different)} different, ${String(counts.unproven)} not proven, ${String(counts.tooBig)} too big for the oracle, ` +
    `${(done / Math.max(seconds, 0.001)).toFixed(0)} cases/s`
  );
};
