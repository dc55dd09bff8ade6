/**
 * Owns finding Electron's program, which npm does not carry: it is downloaded from another host.
 * Tried once per installed version, for a few seconds; a failure is remembered beside the package, so that the
 * next start does not wait again. Deleting node_modules/.tillwright-electron tries again.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootDir } from "./run-tool.ts";

const downloadLimitMs = 6_000;

const packageDir = join(rootDir, "node_modules", "electron");
const failureNote = join(rootDir, "node_modules", ".tillwright-electron");

/** Path of Electron's program, fetched when it can be; null when there is none. */
export const findElectron = (): string | null => {
  const present = presentProgram();
  if (present !== null) return present;
  if (!existsSync(join(packageDir, "package.json")) || hasFailedBefore()) return null;
  process.stderr.write("Fetching Electron (once, for at most 6 seconds)...\n");
  spawnSync(process.execPath, [join(packageDir, "install.js")], {
    timeout: downloadLimitMs,
    stdio: "ignore",
  });
  const fetched = presentProgram();
  if (fetched === null) writeFileSync(failureNote, packageVersion());
  return fetched;
};

/** Path of Electron's program when it is here already; fetches nothing. */
export const presentProgram = (): string | null => {
  const pathFile = join(packageDir, "path.txt");
  if (!existsSync(pathFile)) return null;
  const program = join(packageDir, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(program) ? program : null;
};

const hasFailedBefore = (): boolean =>
  existsSync(failureNote) && readFileSync(failureNote, "utf8") === packageVersion();

const packageVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
};
