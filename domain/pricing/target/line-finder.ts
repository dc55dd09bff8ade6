/**
 * Owns finding the lines that a target means: goods are filed once by the values that targets name, so that a list of
 * products costs as much as it has values, not as many lines as the basket has.
 */
import type { Match, Target } from "../../campaigns/target.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { LineFinder } from "../benefits/registry.ts";
import { matchesTarget } from "./matches-target.ts";

type Field = Extract<Match, { readonly values: readonly string[] }>["field"];
type Filed = Readonly<Record<Field, ReadonlyMap<string, readonly number[]>>>;

export const lineFinder = (lines: readonly CanonicalLine[]): LineFinder => {
  const goods = lines.filter((line) => line.offered);
  const all = goods.map((line) => line.index);
  const filed = fileByValue(goods);
  return {
    goods: (target) => (target === null ? all : meantBy(target, lines, { filed, all })),
    delivery: lines.filter((line) => line.delivery).map((line) => line.index),
  };
};

const fileByValue = (goods: readonly CanonicalLine[]): Filed => {
  const filed = {
    sku: new Map<string, number[]>(),
    product: new Map<string, number[]>(),
    department: new Map<string, number[]>(),
    category: new Map<string, number[]>(),
    brand: new Map<string, number[]>(),
    tag: new Map<string, number[]>(),
  };
  const file = (field: Field, value: string | null, index: number): void => {
    if (value === null) {
      return;
    }
    const known = filed[field].get(value);
    if (known === undefined) {
      filed[field].set(value, [index]);
    } else if (known.at(-1) !== index) {
      known.push(index);
    }
  };
  for (const { index, sample } of goods) {
    file("sku", sample.sku, index);
    file("product", sample.product, index);
    file("department", sample.department, index);
    file("brand", sample.brand, index);
    sample.categories.forEach((value) => {
      file("category", value, index);
    });
    sample.tags.forEach((value) => {
      file("tag", value, index);
    });
  }
  return filed;
};

interface Goods {
  readonly filed: Filed;
  /** Ascending. */
  readonly all: readonly number[];
}

const meantBy = (
  target: Target,
  lines: readonly CanonicalLine[],
  { filed, all }: Goods,
): readonly number[] => {
  const named = candidatesOf(target, filed);
  const isExact = named !== null && target.exclude.length === 0 && !target.excludeOnSale;
  if (isExact || named?.length === 0) {
    return named;
  }
  return (named ?? all).filter((index) => {
    const line = lines[index];
    return line !== undefined && matchesTarget(line.sample, target);
  });
};

const NO_LINES: readonly number[] = [];

/** Lines that an include names, ascending; null when any line may be meant. */
const candidatesOf = ({ include }: Target, filed: Filed): readonly number[] | null => {
  if (include.length === 0) {
    return null;
  }
  let first = NO_LINES;
  let more: Set<number> | null = null;
  for (const match of include) {
    if (!("values" in match)) {
      return null;
    }
    const byValue = filed[match.field];
    for (const value of match.values) {
      const here = byValue.get(value);
      if (here === undefined) {
        continue;
      }
      if (first.length === 0) {
        first = here;
      } else {
        more ??= new Set(first);
        here.forEach((index) => more?.add(index));
      }
    }
  }
  return more === null ? first : [...more].toSorted((a, b) => a - b);
};
