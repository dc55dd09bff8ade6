/**
 * Owns the browser host as a program: `node electron/host/main.ts [--data-dir DIR] [--port N] [--demo]
 * [--renderer-dir DIR] [--ready-json]`. Builds what run-host.ts needs from the real process.
 * A second Ctrl+C does nothing more than the first; a close that hangs is cut off after ten seconds.
 */
import { join } from "node:path";
import { openTill } from "../system/open-till.ts";
import { createRandomToken } from "../system/random-token.ts";
import { readHostOptions } from "./host-options.ts";
import { runHost } from "./run-host.ts";

const closeLimitMs = 10_000;

const stopRequested = new Promise<void>((resolve) => {
  const stop = (): void => {
    resolve();
    setTimeout(() => process.exit(1), closeLimitMs).unref();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
});

const printError = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  const options = readHostOptions(process.argv.slice(2), join(import.meta.dirname, "..", ".."));
  if (!options.ok) {
    printError(options.error.message);
    return 1;
  }
  return runHost(
    {
      openTill,
      createToken: createRandomToken,
      processId: process.pid,
      print: (line) => void process.stdout.write(`${line}\n`),
      printError,
      stopRequested,
    },
    options.value,
  );
};

process.exit(await main());
