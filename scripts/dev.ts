/**
 * Owns `npm run dev`: the screens are built again with every change, the till restarts with every change of main.
 * What runs is the built page under the real policy, so nothing works here that would be refused in a shop.
 * Data lie in .data/dev, or where `--data-dir` says.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { rootDir, toolCommand } from "./run-tool.ts";
import { buildScreens, screensBuildArgs } from "./screens-build.ts";

const startChild = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: rootDir, stdio: "inherit" });

if (!(await buildScreens())) process.exit(1);

const host = join("electron", "host", "main.ts");
const hostArgs = ["--data-dir", join(rootDir, ".data", "dev"), "--demo", ...process.argv.slice(2)];
const children = [
  startChild(toolCommand("vite", [...screensBuildArgs, "--watch"])),
  startChild(["--watch", "--watch-preserve-output", host, ...hostArgs]),
];

const stopAll = (): void => {
  for (const child of children) child.kill("SIGTERM");
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stopAll);
for (const child of children) child.once("exit", stopAll);
