/** Owns `npm run bench [-- till|customers|segments|screen|replay|devices|pricing]`: runs the benches one after the other and prints one table. */
import { rmSync } from "node:fs";
import { cpus } from "node:os";
import { buildScreens, screensAreStale } from "../../scripts/screens-build.ts";
import { makeBigShop } from "./big-shop.ts";
import { benchCustomers } from "./customer-bench.ts";
import { benchDevices } from "./device-bench.ts";
import { tableOf, type BenchRow } from "./measure.ts";
import { benchPricing, type PricingFigures } from "./pricing.bench.ts";
import { benchReplay } from "./replay-bench.ts";
import { benchScreen } from "./screen-bench.ts";
import { benchSegments } from "./segment-bench.ts";
import { benchComplete, benchScan, benchSearch, benchStart, openBigShop } from "./till-benches.ts";

const wanted = new Set(process.argv.slice(2));
const wants = (part: string): boolean => wanted.size === 0 || wanted.has(part);

const pricingRow = (figures: PricingFigures): BenchRow => ({
  name: `price ${figures.shape}, proven ${String(figures.optimal)} of ${String(figures.cases)}`,
  count: figures.cases,
  min: figures.minMs,
  p50: figures.p50Ms,
  p99: figures.p99Ms,
  unit: "ms",
  goal: goalOf(figures),
});

/** The goals for choosing the best: the median under 1 ms for 20 lines and 100 campaigns, 10 ms for 60 and 200. */
const goalOf = ({ shape, p50Ms, optimal, cases }: PricingFigures): BenchRow["goal"] => {
  const limitMs = { "20 x 100 best": 1, "60 x 200 best": 10 }[shape];
  return limitMs === undefined
    ? null
    : { text: `p50 <= ${String(limitMs)} ms, all proven`, met: p50Ms <= limitMs && optimal === cases };
};

const rows: BenchRow[] = [];
console.log(
  `Node ${process.versions.node}, ${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown processor"}`,
);

if (wants("till") || wants("screen")) {
  if (screensAreStale() && !(await buildScreens())) {
    process.exit(1);
  }
  console.error("Making a shop of 100,000 products and 150,000 barcodes ...");
  const dataDir = makeBigShop();
  if (wants("till")) {
    rows.push(await benchStart(dataDir));
    const test = await openBigShop(dataDir);
    rows.push(await benchScan(test), await benchSearch(test), ...(await benchComplete(test)));
    await test.close();
  }
  if (wants("screen")) {
    rows.push(await benchScreen(dataDir));
  }
  rmSync(dataDir, { recursive: true, force: true });
}
if (wants("customers")) {
  rows.push(...(await benchCustomers()));
}
if (wants("segments")) {
  rows.push(...(await benchSegments()));
}
if (wants("devices")) {
  rows.push(...(await benchDevices()));
}
if (wants("pricing")) {
  rows.push(...benchPricing().map(pricingRow));
}
if (wants("replay")) {
  rows.push(await benchReplay());
}
console.log(tableOf(rows));
