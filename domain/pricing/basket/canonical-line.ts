/**
 * Owns the canonical basket: equal lines are one, in an order that no scanning order can change
 * (docs/pricing.md, "Equal lines are one"). Everything after this module speaks of canonical lines only;
 * answer/deal-back.ts gives the result back to the lines as they were scanned.
 */
import { mulDivRound } from "../../money/ratio.ts";
import type { PricingLine } from "../pricing-input.ts";

export interface CanonicalLine {
  readonly index: number;
  /** Any of the equal lines: stands for all of them in everything that pricing reads. */
  readonly sample: PricingLine;
  /** Positions in the input basket, in basket order, with the units that each brought. */
  readonly members: readonly { readonly position: number; readonly units: number }[];
  readonly unitCount: number;
  /** List price of one unit; a weighed line is one unit at its line amount. */
  readonly unitMinor: number;
  readonly grossMinor: number;
  /** What the whole line may not fall below through offers. */
  readonly floorMinor: number;
  /** Discountable goods or service: the lines that offers, thresholds and earn rules see. */
  readonly offered: boolean;
  /** Discountable delivery: seen by free delivery only. */
  readonly delivery: boolean;
}

/** Merges equal lines and puts them in canonical order: sku, unit price, tax rate, then the rest. */
export const canonicalLines = (basket: readonly PricingLine[]): readonly CanonicalLine[] => {
  const groups = new Map<string, { readonly sample: PricingLine; readonly positions: number[] }>();
  for (const [position, line] of basket.entries()) {
    const key = merges(line) ? keysOf(line).whole : `#${String(position)}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { sample: line, positions: [position] });
    } else {
      group.positions.push(position);
    }
  }
  const ordered = [...groups.values()]
    .map((group) => ({ group, rest: keysOf(group.sample).rest }))
    .toSorted((a, b) => compareLines(a.group.sample, b.group.sample) || compareText(a.rest, b.rest));
  return ordered.map(({ group }, index) => toCanonicalLine(index, group.positions, basket));
};

/** The canonical lines of a basket with one more line at its end; `basket` is the longer one. */
export const withLastLine = (
  lines: readonly CanonicalLine[],
  basket: readonly PricingLine[],
): readonly CanonicalLine[] => {
  const position = basket.length - 1;
  const extra = basket[position];
  if (extra === undefined) {
    return lines;
  }
  const { whole, rest } = keysOf(extra);
  const equal = merges(extra)
    ? lines.find(({ sample }) => merges(sample) && keysOf(sample).whole === whole)
    : undefined;
  if (equal !== undefined) {
    const positions = [...equal.members.map((member) => member.position), position];
    return lines.with(equal.index, toCanonicalLine(equal.index, positions, basket));
  }
  const next = lines.findIndex(
    ({ sample }) => (compareLines(extra, sample) || compareText(rest, keysOf(sample).rest)) < 0,
  );
  const at = next < 0 ? lines.length : next;
  return [
    ...lines.slice(0, at),
    toCanonicalLine(at, [position], basket),
    ...lines.slice(at).map((line) => ({ ...line, index: line.index + 1 })),
  ];
};

/** A line with an amount off stays by itself. */
const merges = ({ manualDiscount }: PricingLine): boolean =>
  manualDiscount === null || "percentBp" in manualDiscount;

/** Code-unit order: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareLines = (a: PricingLine, b: PricingLine): number =>
  compareText(a.sku, b.sku) || a.unitPriceMinor - b.unitPriceMinor || a.taxRateBp - b.taxRateBp;

interface LineKeys {
  /** Everything that pricing reads beside the sku, as one text. */
  readonly rest: string;
  readonly whole: string;
}

const keysOf = (line: PricingLine): LineKeys => {
  const known = KEYS.get(line);
  if (known !== undefined) {
    return known;
  }
  const rest = restText(line);
  const keys = { rest, whole: `${rest}|${line.sku}` };
  KEYS.set(line, keys);
  return keys;
};

/** A line keeps its keys from scan to scan: it is a value that never changes. */
const KEYS = new WeakMap<PricingLine, LineKeys>();

/** Groups are sets: neither their order says anything, nor that one stands there twice. */
const asSet = (groups: readonly string[]): readonly string[] => [...new Set(groups)].toSorted(compareText);

const restText = (line: PricingLine): string => {
  const manual = line.manualDiscount;
  const manualKey =
    manual === null ? null : "percentBp" in manual ? ["%", manual.percentBp] : ["-", manual.amountMinor];
  return JSON.stringify([
    line.unitPriceMinor,
    line.taxRateBp,
    line.unit,
    line.unit === "weight" ? line.quantityMilli : null,
    line.kind,
    line.product,
    line.department,
    asSet(line.categories),
    line.brand,
    asSet(line.tags),
    line.barcode,
    line.onSale,
    line.discountable,
    line.minUnitPriceMinor,
    manualKey,
  ]);
};

const toCanonicalLine = (
  index: number,
  positions: readonly number[],
  basket: readonly PricingLine[],
): CanonicalLine => {
  const first = positions[0];
  const sample = first === undefined ? undefined : basket[first];
  if (sample === undefined) {
    throw new Error("A group of equal lines is never empty");
  }
  const weighed = sample.unit === "weight";
  const members = positions.map((position) => ({
    position,
    units: weighed ? 1 : (basket[position]?.quantityMilli ?? 0) / 1000,
  }));
  const unitCount = members.reduce((sum, member) => sum + member.units, 0);
  const perUnit = (priceMinor: number): number =>
    weighed ? mulDivRound(priceMinor, sample.quantityMilli, 1000) : priceMinor;
  const unitMinor = perUnit(sample.unitPriceMinor);
  const takesOffers = sample.discountable;
  return {
    index,
    sample,
    members,
    unitCount,
    unitMinor,
    grossMinor: mulDivRound(unitMinor, unitCount, 1),
    floorMinor: mulDivRound(perUnit(sample.minUnitPriceMinor), unitCount, 1),
    offered: takesOffers && (sample.kind === "goods" || sample.kind === "service"),
    delivery: takesOffers && sample.kind === "delivery",
  };
};
