/** Owns `npm run days -- --days N [--seed S]`: lets random days pass at whole tills and says which did not add up. */
import { parseArgs } from "node:util";
import { passDays } from "./random-days.ts";

const DAYS_OF_A_TILL = 100;

const { values } = parseArgs({
  options: { days: { type: "string", default: "3000" }, seed: { type: "string", default: "1" } },
});
const days = Number(values.days);
const seed = Number(values.seed);

if (!Number.isSafeInteger(days) || days < 1 || !Number.isSafeInteger(seed)) {
  console.error("Usage: npm run days -- --days N [--seed S]");
  process.exit(2);
}

console.log(`Living ${String(days)} days from seed ${String(seed)}.`);
const report = await passDays({
  days,
  seed,
  daysOfATill: DAYS_OF_A_TILL,
  onTill: ({ days: passed, sales }) => {
    console.error(`${String(passed)} of ${String(days)} days, ${String(sales)} sales`);
  },
});
for (const [what, times] of [...report.done].toSorted((a, b) => b[1] - a[1])) {
  console.log(`  ${what}: ${String(times)}`);
}
for (const fault of report.faults) {
  console.error(`WRONG: ${fault}`);
}
console.log(
  `${String(report.days)} days, ${String(report.sales)} sales, ${String(report.zReports)} Z reports, ` +
    `${String(report.faults.length)} faults.`,
);
process.exitCode = report.faults.length === 0 ? 0 : 1;
