/** `npm run oracle -- --cases N --seed S`: random cases through engine and oracle; ends with 1 on any difference. */
import { compareWithOracle } from "../support/oracle/compare-with-oracle.ts";

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value)) {
    console.error(`usage: npm run oracle -- --cases N --seed S (--${name} wants a whole number)`);
    process.exit(2);
  }
  return value;
};

const cases = option("cases", 10_000);
const seed = option("seed", 1);
const counts = { same: 0, tooBig: 0, unproven: 0, different: 0 };
let plans = 0;
for (let at = 0; at < cases; at += 1) {
  const comparison = compareWithOracle(seed + at);
  counts[comparison.type] += 1;
  if (comparison.type === "different") {
    console.log(comparison.text);
  } else if (comparison.type === "same") {
    plans += comparison.plans;
  }
  if (process.stdout.isTTY && at % 1000 === 0) {
    process.stdout.write(`\r${String(at)}/${String(cases)}`);
  }
}
console.log(
  `seed ${String(seed)}: ${String(cases)} cases, ${String(counts.same)} the same (${String(plans)} plans tried by the oracle), ` +
    `${String(counts.different)} different, ${String(counts.unproven)} not proven, ${String(counts.tooBig)} too big for the oracle`,
);
process.exitCode = counts.different > 0 ? 1 : 0;
