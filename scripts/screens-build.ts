/**
 * Owns whether the built screens in out/renderer are up to date, and building them.
 * Out of date means: a source that the screens are made of is newer than the built page.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootDir, runTool } from "./run-tool.ts";

const builtPage = join(rootDir, "out", "renderer", "index.html");
const sources = ["renderer", "contracts", "domain", "package-lock.json"];

export const screensAreStale = (): boolean => {
  if (!existsSync(builtPage)) return true;
  const builtMs = statSync(builtPage).mtimeMs;
  return sources.some((source) => newestMs(join(rootDir, source)) > builtMs);
};

const newestMs = (path: string): number => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stat.mtimeMs,
  );
};

export const screensBuildArgs = ["build", "--config", "renderer/vite.config.ts"] as const;

/** Shows the build's own words only when it fails. */
export const buildScreens = async (): Promise<boolean> => {
  const { exitCode, output } = await runTool("vite", [...screensBuildArgs, "--logLevel", "warn"], "keep");
  if (exitCode !== 0) process.stderr.write(`The screens could not be built:\n${output}\n`);
  return exitCode === 0;
};
