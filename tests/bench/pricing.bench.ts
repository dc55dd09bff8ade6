/** Prints how long pricing takes and how many answers are proven. Run by `npm run bench`, or directly with node. */
import { priceBasket } from "../../domain/pricing/price-basket.ts";
import { benchCase, type BenchShape } from "./pricing-cases.ts";

interface Measured extends Omit<BenchShape, "selection"> {
  readonly cases: number;
  /**
   * Rounds over all cases before the measured one: a till that is open all day is warm, and so many it takes until the
   * compiler is done and the figures stay.
   */
  readonly warmUps: number;
}

const SHAPES: readonly Measured[] = [
  { lines: 20, campaigns: 100, cases: 100, warmUps: 60 },
  { lines: 60, campaigns: 200, cases: 100, warmUps: 3 },
  { lines: 200, campaigns: 500, cases: 10, warmUps: 1 },
];

export interface PricingFigures {
  readonly shape: string;
  readonly minMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly optimal: number;
  readonly cases: number;
}

/** Prices `cases` seeded baskets of one shape, each once after so many rounds over all of them. */
const measurePricing = (shape: BenchShape, cases: number, warmUps: number): PricingFigures => {
  const inputs = Array.from({ length: cases }, (_, seed) => benchCase(seed + 1, shape));
  for (let round = 0; round < warmUps; round += 1) {
    inputs.forEach((input) => priceBasket(input));
  }
  let optimal = 0;
  const times = inputs.map((input) => {
    const startMs = performance.now();
    const result = priceBasket(input);
    const tookMs = performance.now() - startMs;
    optimal += result.certificate.optimal ? 1 : 0;
    return tookMs;
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    shape: `${String(shape.lines)} x ${String(shape.campaigns)} ${shape.selection}`,
    minMs: at(0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    optimal,
    cases,
  };
};

export const benchPricing = (): readonly PricingFigures[] =>
  SHAPES.flatMap(({ cases, warmUps, ...shape }) => [
    measurePricing({ ...shape, selection: "best" }, cases, warmUps),
    measurePricing({ ...shape, selection: "priority" }, cases, warmUps),
  ]);

const printFigures = (figures: readonly PricingFigures[]): void => {
  const ms = (value: number): string => value.toFixed(3).padStart(10);
  console.log(
    `${"pricing".padEnd(24)}${"min ms".padStart(10)}${"p50 ms".padStart(10)}${"p99 ms".padStart(10)}   proven`,
  );
  for (const { shape, minMs, p50Ms, p99Ms, optimal, cases } of figures) {
    console.log(
      `${shape.padEnd(24)}${ms(minMs)}${ms(p50Ms)}${ms(p99Ms)}   ${String(optimal)}/${String(cases)}`,
    );
  }
};

if (import.meta.main) {
  printFigures(benchPricing());
}
