/**
 * Owns what a bundle offer takes off each line: every unit bears its exact share of its own bundle's saving, and the
 * whole offer is one allocation, so the shares are kept as exact fractions until the one largest-remainder step.
 */
import { allocate } from "../../money/allocate.ts";
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import type { BundleForm } from "../offers/offer.ts";
import type { Draw } from "./unit-pool.ts";

export interface BundleShare {
  readonly amountMinor: number;
  /** What each unit of each run bears in proportion. */
  readonly weights: readonly number[];
}

export interface BundleSharing {
  readonly draws: readonly Draw[];
  readonly form: BundleForm;
  /** The lines that bundles drew from, ascending. */
  readonly rewarded: readonly number[];
  readonly states: readonly LineState[];
  readonly isOwn: (run: UnitRun) => boolean;
  readonly roomOf: (line: number) => number;
}

export const shareBundles = (sharing: BundleSharing): readonly BundleShare[] => {
  const { form, rewarded, states, isOwn, roomOf, draws } = sharing;
  const values = bundleValues(sharing);
  let savedMinor = 0;
  let scale = 1n;
  for (const [drawAt, valueMinor] of values) {
    const times = draws[drawAt]?.times ?? 1;
    savedMinor += valueMinor - form.priceMinor * times;
    scale = leastCommonMultiple(scale, BigInt(valueMinor));
  }
  /** The exact share of one unit, times `scale`. */
  const shareOf = (run: UnitRun): bigint => {
    const valueMinor = isOwn(run) ? (values.get(run.rewardedBy ?? -1) ?? 0) : 0;
    if (valueMinor === 0) {
      return 0n;
    }
    const times = draws[run.rewardedBy ?? -1]?.times ?? 1;
    const saved = BigInt(valueMinor - form.priceMinor * times);
    return (BigInt(run.remainingMinor) * saved * scale) / BigInt(valueMinor);
  };
  const lineShares = rewarded.map((line) =>
    (states[line]?.runs ?? []).reduce((sum, run) => sum + BigInt(run.count) * shareOf(run), 0n),
  );
  const capOf = (line: number): number => {
    const runs = (states[line]?.runs ?? []).filter(isOwn);
    return Math.min(
      roomOf(line),
      runs.reduce((sum, run) => sum + run.count * run.remainingMinor, 0),
    );
  };
  const amounts = allocateExact(savedMinor, lineShares, rewarded.map(capOf));
  return rewarded.map((line, at) => ({
    amountMinor: amounts[at] ?? 0,
    weights: unitWeights((states[line]?.runs ?? []).map((run) => ({ run, share: shareOf(run) }))),
  }));
};

/** What the units of each draw cost together before the bundle. */
const bundleValues = ({ rewarded, states, isOwn }: BundleSharing): ReadonlyMap<number, number> => {
  const values = new Map<number, number>();
  for (const line of rewarded) {
    for (const run of states[line]?.runs ?? []) {
      if (isOwn(run) && run.rewardedBy !== null) {
        values.set(run.rewardedBy, (values.get(run.rewardedBy) ?? 0) + run.count * run.remainingMinor);
      }
    }
  }
  return values;
};

const leastCommonMultiple = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return (a / x) * b;
};

/** `allocate` with weights of any size: shares are exact, caps first, one largest-remainder step. */
const allocateExact = (
  amountMinor: number,
  weights: readonly bigint[],
  caps: readonly number[],
): readonly number[] => {
  const largest = weights.reduce((max, weight) => (weight > max ? weight : max), 0n);
  if (largest * BigInt(weights.length + 1) <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return allocate(amountMinor, weights.map(Number), caps);
  }
  return allocateWide(amountMinor, weights, caps);
};

const allocateWide = (
  amountMinor: number,
  weights: readonly bigint[],
  caps: readonly number[],
): readonly number[] => {
  const parts = weights.map(() => 0);
  let left = BigInt(amountMinor);
  let open = weights.map((_, at) => at).filter((at) => (weights[at] ?? 0n) > 0n);
  for (;;) {
    const sum = open.reduce((total, at) => total + (weights[at] ?? 0n), 0n);
    const amount = left;
    const over = open.filter((at) => amount * (weights[at] ?? 0n) > BigInt(caps[at] ?? 0) * sum);
    if (over.length === 0) {
      const rests = open.map((at) => {
        const product = amount * (weights[at] ?? 0n);
        parts[at] = Number(product / sum);
        return { at, rest: product % sum };
      });
      let missing = Number(amount) - open.reduce((total, at) => total + (parts[at] ?? 0), 0);
      const byRest = rests.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
      for (const { at } of byRest.slice(0, Math.max(0, missing))) {
        parts[at] = (parts[at] ?? 0) + 1;
        missing -= 1;
      }
      return parts;
    }
    for (const at of over) {
      parts[at] = caps[at] ?? 0;
    }
    left -= BigInt(over.reduce((total, at) => total + (parts[at] ?? 0), 0));
    open = open.filter((at) => !over.includes(at));
  }
};

/**
 * Weights that fit into integers: exact when one bundle supplied all units of a line, which is the rule; else scaled
 * down to what each unit bears in millionths of a minor unit, never above what the unit has left.
 */
const unitWeights = (
  shares: readonly { readonly run: UnitRun; readonly share: bigint }[],
): readonly number[] => {
  const own = shares.filter(({ share }) => share > 0n);
  const first = own[0];
  const sameRatio =
    first !== undefined &&
    own.every(
      ({ run, share }) =>
        share * BigInt(first.run.remainingMinor) === first.share * BigInt(run.remainingMinor),
    );
  if (sameRatio) {
    return shares.map(({ run, share }) => (share > 0n ? run.remainingMinor : 0));
  }
  const largest = own.reduce((max, { share }) => (share > max ? share : max), 1n);
  const down = largest / 1_000_000_000n + 1n;
  return shares.map(({ share }) => (share > 0n ? Math.max(1, Number(share / down)) : 0));
};
