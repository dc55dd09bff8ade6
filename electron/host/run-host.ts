/**
 * Owns the browser host's life: open the till, serve it, say where, and close both in order when told to.
 * The till is closed only after the last page is cut off, so that no call meets a closed database.
 * Every way of not starting is one plain sentence and exit code 1.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../../domain/result.ts";
import type { TillPort } from "../ipc/till-port.ts";
import type { HostOptions } from "./host-options.ts";
import { startBrowserHost, type BrowserHost, type StartBrowserHostError } from "./start-browser-host.ts";

export interface RunHostDeps {
  readonly openTill: (options: OpenOptions) => Promise<Result<TillPort, { readonly message: string }>>;
  readonly createToken: () => string;
  readonly processId: number;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Resolves with the first request to stop. */
  readonly stopRequested: Promise<unknown>;
}

interface OpenOptions {
  readonly dataDir: string;
  readonly demo: boolean;
}

/** Resolves with the exit code when the host has been closed or could not start. */
export const runHost = async (deps: RunHostDeps, options: HostOptions): Promise<number> => {
  if (!existsSync(join(options.rendererDir, "index.html"))) {
    return refuse(
      deps,
      `The screens are not built: there is no index.html in ${options.rendererDir}. Run: npm start`,
    );
  }
  const till = await deps.openTill({ dataDir: options.dataDir, demo: options.demo });
  if (!till.ok) return refuse(deps, till.error.message);
  const host = await startBrowserHost({
    till: till.value,
    rendererDir: options.rendererDir,
    port: options.port,
    createToken: deps.createToken,
    reportBug: (where, error) => deps.printError(`Unexpected failure in ${where}: ${detailOf(error)}`),
  });
  if (!host.ok) {
    await till.value.close();
    return refuse(deps, sentenceFor(host.error));
  }
  announce(deps, options, host.value);
  await deps.stopRequested;
  await host.value.close();
  await till.value.close();
  return 0;
};

const refuse = (deps: RunHostDeps, sentence: string): number => {
  deps.printError(sentence);
  return 1;
};

const announce = (deps: RunHostDeps, options: HostOptions, host: BrowserHost): void => {
  if (options.readyJson) deps.print(JSON.stringify({ url: host.url, port: host.port, pid: deps.processId }));
  else deps.print(`The till is open: ${host.url}  (Ctrl+C closes it)`);
};

const sentenceFor = (error: StartBrowserHostError): string => {
  switch (error.type) {
    case "PortTaken":
      return `Port ${error.port} is taken, perhaps by another till on this machine. Close it, or choose another with --port.`;
    case "PortRefused":
      return `Port ${error.port} cannot be opened (${error.cause}). Choose another with --port.`;
  }
};

const detailOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
