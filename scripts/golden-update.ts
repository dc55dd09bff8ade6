/**
 * Owns `npm run golden:update`: writes the golden files anew (receipts, printer bytes, priced baskets). What changed is
 * then read by a person, with `git diff tests/golden`, before it is committed.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rootDir, toolCommand } from "./run-tool.ts";

const run = (args: readonly string[]): number =>
  spawnSync(process.execPath, args, {
    cwd: rootDir,
    stdio: "inherit",
    env: { ...process.env, UPDATE_GOLDEN: "1" },
  }).status ?? 1;

const steps = [
  toolCommand("vitest", [
    "run",
    "tests/golden/receipts.test.ts",
    "tests/golden/escpos.test.ts",
    "tests/golden/shift-papers.test.ts",
    "tests/golden/paper-picture.test.ts",
  ]),
  [join(rootDir, "tests", "golden", "update-pricing.ts")],
];

process.exitCode = steps.map(run).find((exitCode) => exitCode !== 0) ?? 0;
