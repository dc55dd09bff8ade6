/**
 * Owns a till that really runs: the browser host as its own process, on its own data folder and port.
 * For end-to-end and crash tests. `stop` asks it to close and waits; `kill` is a power cut.
 * The data folder is the caller's to keep; `stop` and `kill` leave it, so that the till can be started again on it.
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface RunningTill {
  /** The address to open, with this start's token. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Process id of the host itself. */
  readonly pid: number;
  /** What it said on standard error so far. */
  readonly errors: () => string;
  /** Clean close; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

export interface RunningTillOptions {
  /** A new folder under the system's temporary folder when left out. */
  readonly dataDir?: string;
  /** Fill an empty database with the demo store (default true). */
  readonly demo?: boolean;
  readonly rendererDir?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

type HostProcess = ChildProcessByStdio<null, Readable, Readable>;

const rootDir = join(import.meta.dirname, "..", "..");
const startLimitMs = 60_000;

/** Rejects with what the till said when it does not start. */
export const startRunningTill = async (options: RunningTillOptions = {}): Promise<RunningTill> => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "running-till-"));
  const args = ["--data-dir", dataDir, "--port", "0", "--ready-json"];
  if (options.demo ?? true) args.push("--demo");
  if (options.rendererDir !== undefined) args.push("--renderer-dir", options.rendererDir);
  const child: HostProcess = spawn(
    process.execPath,
    [join(rootDir, "electron", "host", "main.ts"), ...args],
    {
      cwd: rootDir,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const ready = await readyLine(child, () => errors);
  return {
    ...ready,
    dataDir,
    errors: () => errors,
    stop: () => {
      child.kill("SIGTERM");
      return exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
};

interface ReadyLine {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

const readyLine = (child: HostProcess, errors: () => string): Promise<ReadyLine> =>
  new Promise((resolve, reject) => {
    const refuse = (why: string): void => reject(new Error(`The till did not start (${why}): ${errors()}`));
    const limit = setTimeout(() => {
      child.kill("SIGKILL");
      refuse(`nothing after ${startLimitMs / 1000} s`);
    }, startLimitMs);
    child.once("exit", (code) => {
      clearTimeout(limit);
      refuse(`exit code ${code}`);
    });
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(limit);
      resolve(JSON.parse(line) as ReadyLine);
    });
  });
