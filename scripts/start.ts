/**
 * Owns `npm start`: builds what is out of date, then opens the till in Electron, or in the browser host where
 * Electron is not there. `--browser` asks for the browser host; `--data-dir DIR` (or TILLWRIGHT_DATA_DIR) says where
 * the data lie (.data/till); `--port N` and `--no-open` are for the browser host.
 * An empty database is filled with the demo store; one that has data is never touched.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findElectron } from "./electron-binary.ts";
import { hasDisplay } from "./open-address.ts";
import { rootDir, runTool } from "./run-tool.ts";
import { buildScreens, screensAreStale } from "./screens-build.ts";
import { startProgram } from "./start-program.ts";

const readFlags = () => {
  const { values } = parseArgs({
    options: {
      browser: { type: "boolean", default: false },
      "data-dir": { type: "string" },
      port: { type: "string" },
      "no-open": { type: "boolean", default: false },
    },
  });
  const dataDir = values["data-dir"] ?? process.env["TILLWRIGHT_DATA_DIR"] ?? join(rootDir, ".data", "till");
  return { ...values, dataDir: resolve(dataDir) };
};

type Flags = ReturnType<typeof readFlags>;

const openInElectron = async (program: string, flags: Flags): Promise<number> => {
  const { exitCode, output } = await runTool("electronVite", ["build", "--logLevel", "warn"], "keep");
  if (exitCode !== 0) {
    process.stderr.write(`The desktop program could not be built:\n${output}\n`);
    return 1;
  }
  const env = { TILLWRIGHT_DATA_DIR: flags.dataDir };
  return startProgram({ file: program, args: [rootDir, "--demo"], env, onReady: null });
};

const openInBrowser = async (flags: Flags): Promise<number> => {
  if (screensAreStale()) {
    process.stderr.write("Building the screens...\n");
    if (!(await buildScreens())) return 1;
  }
  const args = [
    join(rootDir, "electron", "host", "main.ts"),
    "--data-dir",
    flags.dataDir,
    "--demo",
    "--ready-json",
  ];
  if (flags.port !== undefined) args.push("--port", flags.port);
  return startProgram({
    file: process.execPath,
    args,
    env: {},
    onReady: flags["no-open"] ? "print" : "open",
  });
};

const start = async (): Promise<number> => {
  const flags = readFlags();
  if (flags.browser) return openInBrowser(flags);
  const program = hasDisplay() ? findElectron() : null;
  if (program !== null) return openInElectron(program, flags);
  process.stderr.write(
    hasDisplay()
      ? "Electron's program is not here (node node_modules/electron/install.js fetches it): the till runs in the browser host.\n"
      : "There is no display for Electron: the till runs in the browser host.\n",
  );
  return openInBrowser(flags);
};

process.exit(await start());
