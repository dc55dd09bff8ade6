/**
 * Owns how every npm script starts: packages installed, Node 24 found, then the command with its arguments.
 * `node scripts/run.mjs NAME [args]` runs on the machine's own Node (20 or newer), so it is plain JavaScript.
 * The command gets this process's standard streams, its signals reach it, and its exit code is ours.
 * Must print nothing of its own on standard output.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commands } from "./commands.mjs";
import { installPackages } from "./install-packages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [24, 15];

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
};

/** The Node that package.json's optional dependencies put beside us, or our own when it is new enough. */
const findNode = () => {
  const system = process.platform === "win32" ? "win" : process.platform;
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const bundled = join(root, "node_modules", `node-${system}-${process.arch}`, "bin", binary);
  if (existsSync(bundled)) return bundled;
  return isNewEnough(process.versions.node) ? process.execPath : null;
};

/** npm's shell dies of a signal without passing it on, and would leave the till running without its window. */
const stopWhenOrphaned = (child) => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
};

const run = (node, args) => {
  const path = [join(root, "node_modules", ".bin"), dirname(node), process.env.PATH ?? ""].join(delimiter);
  const env = {
    NODE_NO_WARNINGS: "1",
    // Half of a start is reading our own modules; the second time they come from here.
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node-compile"),
    ...process.env,
    PATH: path,
  };
  const child = spawn(node, args, { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWhenOrphaned(child);
  child.on("error", (error) => fail(`Could not start ${node}: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
};

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) fail(`Unknown command "${name}". Known: ${Object.keys(commands).join(", ")}.`);

const missing = installPackages(root);
if (missing !== null) fail(missing);

const node = findNode();
if (node === null) {
  fail(
    `This needs Node ${oldestNode.join(".")} or newer. Here is ${process.versions.node}, and there is no packaged Node for ` +
      `${process.platform} ${process.arch}: install Node 24 from nodejs.org and start again.`,
  );
}
run(node, [join(root, command[0]), ...command.slice(1), ...args]);
