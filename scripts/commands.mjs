/**
 * Owns the list of things `npm run NAME` can do: which file runs, with which fixed arguments.
 * Plain JavaScript, because it is read before anything is installed.
 * A name here must have its line in package.json, and the other way round (a test compares the two).
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
export const commands = {
  start: ["scripts/start.ts"],
  dev: ["scripts/dev.ts"],
  test: ["scripts/test.ts"],
  check: ["scripts/check.ts"],
  bench: ["tests/bench/run-bench.ts"],
  crash: ["tests/crash/run-crash.ts"],
  days: ["tests/days/run-days.ts"],
  replay: ["scripts/replay.ts"],
  import: ["scripts/import.ts"],
  journal: ["scripts/journal.ts"],
  backup: ["scripts/backup.ts"],
  restore: ["scripts/restore.ts"],
  price: ["scripts/price.ts"],
  oracle: ["tests/oracle/run-oracle.ts"],
  emulate: ["scripts/emulate.ts"],
  "db:new": ["scripts/db-new.ts"],
  "golden:update": ["scripts/golden-update.ts"],
  format: ["node_modules/oxfmt/bin/oxfmt"],
  build: ["node_modules/electron-vite/bin/electron-vite.js", "build"],
};
