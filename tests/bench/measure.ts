/** Owns timing things and saying so: sorted samples, percentiles, and one table in which a goal is met or missed. */

export interface BenchRow {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly min: number;
  readonly unit: string;
  /** What the goal says and whether it was met; null without one. */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Milliseconds of each call. */
export const sampleMs = async (
  count: number,
  run: (index: number) => unknown,
): Promise<readonly number[]> => {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedMs = performance.now();
    await run(index);
    samples.push(performance.now() - startedMs);
  }
  return samples;
};

export const rowOf = (
  name: string,
  samples: readonly number[],
  goal: { readonly p99Ms: number } | null = null,
): BenchRow => {
  const sorted = samples.toSorted((a, b) => a - b);
  const p99 = percentile(sorted, 0.99);
  return {
    name,
    count: samples.length,
    p50: percentile(sorted, 0.5),
    p99,
    min: sorted[0] ?? Number.NaN,
    unit: "ms",
    goal: goal ? { text: `p99 <= ${String(goal.p99Ms)} ms`, met: p99 <= goal.p99Ms } : null,
  };
};

export const tableOf = (rows: readonly BenchRow[]): string => {
  const head = ["", "n", "min", "p50", "p99", "unit", "goal"];
  const body = rows.map((row) => [
    row.name,
    String(row.count),
    figure(row.min),
    figure(row.p50),
    figure(row.p99),
    row.unit,
    row.goal ? `${row.goal.text}: ${row.goal.met ? "met" : "MISSED"}` : "",
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => (cells[column] ?? "").length)),
  );
  return [head, ...body]
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 || column >= 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
