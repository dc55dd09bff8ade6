/** The oracle's basket: every unit by itself, in canonical order, with what remains of it. */
import type { PricingInput, PricingLine } from "../../../domain/pricing/pricing-input.ts";
import { fraction, round, shareOut, shareOverUnits } from "./exact-share.ts";

export interface OracleLine {
  readonly sample: PricingLine;
  readonly units: number;
  readonly unitMinor: number;
  readonly floorMinor: number;
  readonly goods: boolean;
  readonly delivery: boolean;
}

export interface OracleUnit {
  readonly line: number;
  remaining: number;
  touched: Set<string>;
}

const restOf = (line: PricingLine): string => {
  const { manualDiscount: manual } = line;
  const byHand =
    manual === null ? null : "percentBp" in manual ? ["%", manual.percentBp] : ["-", manual.amountMinor];
  return JSON.stringify([
    line.unitPriceMinor,
    line.taxRateBp,
    line.unit,
    line.unit === "weight" ? line.quantityMilli : null,
    line.kind,
    line.product,
    line.department,
    [...new Set(line.categories)].toSorted(),
    line.brand,
    [...new Set(line.tags)].toSorted(),
    line.barcode,
    line.onSale,
    line.discountable,
    line.minUnitPriceMinor,
    byHand,
  ]);
};

export const oracleLines = (input: PricingInput): readonly OracleLine[] => {
  const groups: { rest: string; sample: PricingLine; units: number }[] = [];
  for (const line of input.basket) {
    const units = line.unit === "weight" ? 1 : line.quantityMilli / 1000;
    const byAmount = line.manualDiscount !== null && "amountMinor" in line.manualDiscount;
    const known = groups.find((group) => group.sample.sku === line.sku && group.rest === restOf(line));
    if (known === undefined || byAmount) {
      groups.push({ rest: restOf(line), sample: line, units });
    } else {
      known.units += units;
    }
  }
  groups.sort(
    (a, b) =>
      (a.sample.sku < b.sample.sku ? -1 : a.sample.sku > b.sample.sku ? 1 : 0) ||
      a.sample.unitPriceMinor - b.sample.unitPriceMinor ||
      a.sample.taxRateBp - b.sample.taxRateBp ||
      (a.rest < b.rest ? -1 : a.rest > b.rest ? 1 : 0),
  );
  return groups.map(({ sample, units }) => {
    const ofUnit = (price: number): number =>
      sample.unit === "weight" ? round(fraction(BigInt(price) * BigInt(sample.quantityMilli), 1000)) : price;
    return {
      sample,
      units,
      unitMinor: ofUnit(sample.unitPriceMinor),
      floorMinor: ofUnit(sample.minUnitPriceMinor) * units,
      goods: sample.discountable && (sample.kind === "goods" || sample.kind === "service"),
      delivery: sample.discountable && sample.kind === "delivery",
    };
  });
};

/** Takes an amount off some units in proportion to what they have left. */
const reduceUnits = (units: readonly OracleUnit[], amount: number): void => {
  const parts = shareOverUnits(
    amount,
    units.map((unit) => fraction(unit.remaining)),
    units.map((unit) => unit.remaining),
  );
  for (const [at, unit] of units.entries()) {
    unit.remaining -= parts[at] ?? 0;
  }
};

const byHand = (manual: PricingInput["manualDiscount"], sum: number): number => {
  if (manual === null) {
    return 0;
  }
  return "percentBp" in manual
    ? round(fraction(BigInt(sum) * BigInt(manual.percentBp), 10_000))
    : Math.min(sum, manual.amountMinor);
};

/** Units after the manual discounts. */
export const oracleUnits = (input: PricingInput, lines: readonly OracleLine[]): OracleUnit[] => {
  const units = lines.flatMap((line, at) =>
    Array.from({ length: line.units }, (): OracleUnit => ({
      line: at,
      remaining: line.unitMinor,
      touched: new Set(),
    })),
  );
  const unitsOf = (at: number): readonly OracleUnit[] => units.filter((unit) => unit.line === at);
  const remainingOf = (at: number): number => unitsOf(at).reduce((sum, unit) => sum + unit.remaining, 0);
  for (const [at, line] of lines.entries()) {
    reduceUnits(unitsOf(at), byHand(line.sample.manualDiscount, remainingOf(at)));
  }
  const bases = lines.map((line, at) => (line.goods ? remainingOf(at) : 0));
  const sum = bases.reduce((total, base) => total + base, 0);
  const parts = shareOut(
    byHand(input.manualDiscount, sum),
    bases.map((base) => fraction(base)),
    bases,
  );
  for (const [at, part] of parts.entries()) {
    reduceUnits(unitsOf(at), part);
  }
  return units;
};

type OracleTarget = NonNullable<PricingInput["campaigns"][number]["rules"][number]["target"]>;

export const isMeant = (line: PricingLine, target: OracleTarget | null): boolean => {
  if (target === null) {
    return true;
  }
  const one = (match: OracleTarget["include"][number]): boolean => {
    if (match.field === "price") {
      const { unitPriceMinor: price } = line;
      return price >= (match.fromMinor ?? 0) && price <= (match.toMinor ?? Number.MAX_SAFE_INTEGER);
    }
    if (match.field === "barcode") {
      const escaped = match.pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
      const pattern = escaped.replaceAll("*", ".*").replaceAll("?", ".");
      return line.barcode !== null && new RegExp(`^${pattern}$`, "s").test(line.barcode);
    }
    const has: readonly (string | null)[] = {
      sku: [line.sku],
      product: [line.product],
      department: [line.department],
      category: line.categories,
      brand: [line.brand],
      tag: line.tags,
    }[match.field];
    return has.some((value) => value !== null && match.values.includes(value));
  };
  if (target.excludeOnSale && line.onSale) {
    return false;
  }
  return (target.include.length === 0 || target.include.some(one)) && !target.exclude.some(one);
};
