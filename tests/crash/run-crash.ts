/** Owns `npm run crash -- --kills N [--seed S]`: kills a working till N times and says what was lost (nothing). */
import { parseArgs } from "node:util";
import { buildScreens, screensAreStale } from "../../scripts/screens-build.ts";
import { AIMED_AT, crashTill } from "./crash-till.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const kills = Number(values.kills);
const seed = Number(values.seed);

if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  console.error("Usage: npm run crash -- --kills N [--seed S]");
  process.exit(2);
}

// The till that is killed serves its page: without one it does not start.
if (screensAreStale() && !(await buildScreens())) {
  process.exit(1);
}

console.log(`Killing a till ${String(kills)} times, seed ${String(seed)}.`);
const report = await crashTill({
  kills,
  seed,
  onKill: (done, { sales }) => {
    if (process.stderr.isTTY || done % 20 === 0) {
      process.stderr.write(`\r${String(done)} of ${String(kills)} kills, ${String(sales)} sales `);
    }
  },
});
process.stderr.write("\n");
for (const [name, count] of [...report.killedDuring].toSorted((a, b) => b[1] - a[1])) {
  console.log(`  killed during ${name}: ${String(count)}`);
}
for (const fault of report.faults) {
  console.error(`LOST: ${fault}`);
}
console.log(
  `${String(report.kills)} kills, ${String(report.sales)} sales, ${String(report.faults.length)} faults.`,
);
if (report.sales === 0) {
  console.error("No sale was made: this shows nothing.");
}
// A short run may not have come to them.
const missed = kills < 50 ? [] : AIMED_AT.filter((name) => !report.killedDuring.has(name));
for (const name of missed) {
  console.error(`No kill fell into ${name}: this shows nothing of it.`);
}
process.exitCode = report.faults.length === 0 && report.sales > 0 && missed.length === 0 ? 0 : 1;
