/** Owns `npm run bench [-- till|screen|replay]`: runs the benches one after the other and prints one table. */
import { rmSync } from "node:fs";
import { cpus } from "node:os";
import { makeBigShop } from "./big-shop.ts";
import { tableOf, type BenchRow } from "./measure.ts";
import { benchReplay } from "./replay-bench.ts";
import { benchScreen } from "./screen-bench.ts";
import { benchComplete, benchScan, benchSearch, benchStart, openBigShop } from "./till-benches.ts";

const wanted = new Set(process.argv.slice(2));
const wants = (part: string): boolean => wanted.size === 0 || wanted.has(part);

const rows: BenchRow[] = [];
console.log(
  `Node ${process.versions.node}, ${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown processor"}`,
);

if (wants("till") || wants("screen")) {
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
if (wants("replay")) {
  rows.push(await benchReplay());
}
console.log(tableOf(rows));
