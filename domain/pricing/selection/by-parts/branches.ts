/**
 * Owns how branches lie to each other: which of them holds all plans of another, and whether the best plan's branch is
 * the only one that matters.
 */
import type { Branch, Leaf, Need } from "./solver.ts";

export const branchWithout = (branch: Branch, without: readonly number[]): Branch => ({
  ...branch,
  excluded: new Set([...branch.excluded, ...without]),
});

/** The same for branches that hold the same plans. */
export const keyOfBranch = ({ excluded, assumed, needs }: Branch): string => {
  const measured = [...assumed].filter(([index]) => !excluded.has(index));
  const needed = needs.map(({ part, lines, leastMinor }) => [part, leastMinor, ...lines].join());
  return [[...excluded].toSorted((a, b) => a - b).join(), measured.join(), needed.join("|")].join(";");
};

/** Whether every plan of a branch is one of another's; what is assumed of an offer that is left out does not matter. */
export const isWithin = (branch: Branch, other: Branch): boolean =>
  branch === other ||
  ([...other.excluded].every((index) => branch.excluded.has(index)) &&
    [...branch.assumed].every(
      ([index, measured]) => branch.excluded.has(index) || other.assumed.get(index) === measured,
    ) &&
    other.needs.every((need) => branch.needs.some((own) => isAsMuch(own, need))));

/** Whether a need asks for as much of the same lines as another, or more. */
const isAsMuch = (need: Need, other: Need): boolean =>
  need.part === other.part &&
  need.leastMinor >= other.leastMinor &&
  need.lines.length === other.lines.length &&
  need.lines.every((line, at) => line === other.lines[at]);

/** The branch where the best was found, or a wider one that has it too. */
export const widestLeaf = (leaf: Branch | null, leaves: readonly Leaf[]): Branch | null =>
  leaf === null
    ? null
    : leaves.reduce((widest, { branch }) => (isWithin(widest, branch) ? branch : widest), leaf);

/** Whether every plan of a branch that costs no more than this lies in the one where the best was found. */
export const isCut = ({ branch, leastMinor }: Leaf, found: Branch | null, totalMinor: number): boolean =>
  leastMinor > totalMinor || (found !== null && isWithin(branch, found));
