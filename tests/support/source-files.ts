/**
 * Owns reading the repository's own text files, for tests about how the repository is kept.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface SourceFile {
  /** From the top, with "/" between folders. */
  readonly path: string;
  readonly lines: readonly string[];
}

export const rootDir = join(import.meta.dirname, "..", "..");

const unread = new Set([
  "node_modules",
  ".git",
  ".tsbuild",
  ".cache",
  ".data",
  "out",
  "release",
  "test-results",
  "playwright-report",
]);
const textFile = /\.(ts|tsx|mts|mjs|js|css|sql|json|html|yml|md)$/;

export const readSourceFiles = (): readonly SourceFile[] => filesBeneath("").map(readSource);

const filesBeneath = (folder: string): readonly string[] =>
  readdirSync(join(rootDir, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return unread.has(entry.name) ? [] : filesBeneath(path);
    return textFile.test(entry.name) && entry.name !== "package-lock.json" ? [path] : [];
  });

const readSource = (path: string): SourceFile => ({
  path,
  lines: readFileSync(join(rootDir, path), "utf8").split("\n"),
});
