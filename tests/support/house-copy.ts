/**
 * Owns a throw-away project that has our own compiler and linter settings and nothing else, for tests that show
 * what those settings refuse.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface HouseCopy {
  /** `path` as in the repository, e.g. "domain/bad.ts". */
  readonly write: (path: string, text: string) => void;
  readonly compile: (project: string) => ToolAnswer;
  readonly lint: () => ToolAnswer;
  readonly remove: () => void;
}

interface ToolAnswer {
  readonly exitCode: number | null;
  readonly output: string;
}

const rootDir = join(import.meta.dirname, "..", "..");
const projects = ["domain", "contracts", "db", "drivers", "electron", "renderer"];

export const createHouseCopy = (): HouseCopy => {
  const folder = mkdtempSync(join(tmpdir(), "house-"));
  for (const file of ["tsconfig.base.json", ".oxlintrc.json", "package.json"]) {
    copyFileSync(join(rootDir, file), join(folder, file));
  }
  for (const project of projects) {
    mkdirSync(join(folder, project));
    copyFileSync(join(rootDir, project, "tsconfig.json"), join(folder, project, "tsconfig.json"));
    writeFileSync(join(folder, project, "row.ts"), "export const row = 1;\n");
  }
  symlinkSync(join(rootDir, "node_modules"), join(folder, "node_modules"), "junction");
  const run = (tool: string, args: readonly string[]): ToolAnswer => {
    const file = join(rootDir, "node_modules", tool);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { exitCode: status, output: stdout + stderr };
  };
  return {
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    compile: (project) => run("typescript/bin/tsc", ["-b", project]),
    lint: () => run("oxlint/bin/oxlint", ["--format", "unix"]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
