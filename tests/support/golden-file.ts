/** Compares a text with a file under tests/golden; writes it only when UPDATE_GOLDEN=1 is set. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expect } from "vitest";

const goldenRoot = resolve(import.meta.dirname, "../golden");

/** `path` is relative to tests/golden, e.g. "receipts/sale-48.txt". */
export const expectGolden = (path: string, actual: string): void => {
  const file = resolve(goldenRoot, path);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  if (!existsSync(file)) {
    throw new Error(`${path} does not exist: look at the output, then run once with UPDATE_GOLDEN=1`);
  }
  expect(actual).toBe(readFileSync(file, "utf8"));
};
