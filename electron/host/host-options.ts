/**
 * Owns the browser host's command line: which flags exist and what they mean when left out.
 * An unknown flag or a wrong value is a sentence for the person, never ignored.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../domain/result.ts";

export interface HostOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Fill an empty database with the demo store. */
  readonly demo: boolean;
  readonly rendererDir: string;
  /** Print one JSON line {url, port, pid} when ready, for programs that start us. */
  readonly readyJson: boolean;
}

export interface HostOptionsError {
  readonly type: "BadHostOptions";
  readonly message: string;
}

const defaultPort = 4599;

/** `rootDir` is the program's folder: the defaults lie beneath it. Relative paths are the caller's. */
export const readHostOptions = (
  args: readonly string[],
  rootDir: string,
): Result<HostOptions, HostOptionsError> => {
  const flags = parseFlags(args);
  if (!flags.ok) return flags;
  const {
    port,
    demo,
    "data-dir": dataDir,
    "renderer-dir": rendererDir,
    "ready-json": readyJson,
  } = flags.value;
  const portNumber = port === undefined ? defaultPort : portOf(port);
  if (portNumber === null) return bad(`--port ${port} is not a port: use 0 to 65535.`);
  return ok({
    dataDir: resolve(dataDir ?? join(rootDir, ".data", "till")),
    port: portNumber,
    demo: demo ?? false,
    rendererDir: resolve(rendererDir ?? join(rootDir, "out", "renderer")),
    readyJson: readyJson ?? false,
  });
};

const bad = (message: string): Result<never, HostOptionsError> => err({ type: "BadHostOptions", message });

const parseFlags = (args: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        "data-dir": { type: "string" },
        port: { type: "string" },
        demo: { type: "boolean" },
        "renderer-dir": { type: "string" },
        "ready-json": { type: "boolean" },
      },
    });
    return ok(values);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
};

const portOf = (text: string): number | null => {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : null;
};
