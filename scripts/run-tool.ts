/**
 * Owns how scripts start the packages' own tools: by the file in node_modules, with the Node that runs the script.
 * Output is either shown as it comes or kept; a tool that is stopped by a signal counts as failed.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

export const rootDir = join(import.meta.dirname, "..");

/** The tools' entry files, beneath node_modules. */
const toolFiles = {
  tsc: "typescript/bin/tsc",
  oxlint: "oxlint/bin/oxlint",
  oxfmt: "oxfmt/bin/oxfmt",
  knip: "knip/bin/knip.js",
  vitest: "vitest/vitest.mjs",
  vite: "vite/bin/vite.js",
  playwright: "@playwright/test/cli.js",
  electronVite: "electron-vite/bin/electron-vite.js",
} as const;

export type ToolName = keyof typeof toolFiles;

export interface ToolRun {
  readonly exitCode: number;
  /** Standard output and error in the order in which they came; empty when they were shown. */
  readonly output: string;
}

export const toolCommand = (tool: ToolName, args: readonly string[]): readonly string[] => [
  join(rootDir, "node_modules", toolFiles[tool]),
  ...args,
];

/** `show` lets the tool write to our own standard streams (colours and progress included). */
export const runTool = (tool: ToolName, args: readonly string[], output: "show" | "keep"): Promise<ToolRun> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, toolCommand(tool, args), {
      cwd: rootDir,
      stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let kept = "";
    const keep = (chunk: Buffer): void => void (kept += chunk.toString("utf8"));
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ exitCode: code ?? 1, output: kept }));
  });

/** Runs one of our own scripts beside us and shows what it says; resolves with its exit code. */
export const runScript = (script: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(rootDir, "scripts", script)], {
      cwd: rootDir,
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
