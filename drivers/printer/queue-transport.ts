/**
 * Owns a printer behind the operating system's print queue (CUPS on Linux and macOS): jobs go through `lp` as raw bytes.
 * The queue says only that it took a job. Where there is no `lp`, every job fails with its cause; for Windows see shared-queue-transport.ts.
 */
import { spawn } from "node:child_process";
import type { ChannelEnd } from "./byte-channel.ts";
import type { JobTimer } from "./job-timer.ts";
import { createOneWayTransport, type OneWayEnd } from "./one-way-transport.ts";
import type { PrinterTransport } from "./printer-transport.ts";

interface Ran {
  /** null: it did not end in time, or could not be started. */
  readonly exitCode: number | null;
  readonly said: string;
  readonly started: boolean;
}

const run = (
  command: readonly [string, ...string[]],
  input: Uint8Array | null,
  deadline: JobTimer,
): Promise<Ran> =>
  new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    const hear = (chunk: Buffer): void => {
      said = `${said}${chunk.toString("utf8")}`.slice(-500);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    // A program that ends before it has read everything breaks the pipe; its exit code says the rest.
    child.stdin.on("error", () => {});
    child.on("error", (error) => resolve({ exitCode: null, said: error.message, started: false }));
    child.on("close", (exitCode) => resolve({ exitCode, said: said.trim(), started: true }));
    void deadline.elapsed.then(() => {
      child.kill("SIGKILL");
      resolve({ exitCode: null, said: "no answer in time", started: true });
    });
    child.stdin.end(input ?? undefined);
  });

/** `queue` is a name as `lpstat -p` lists it. */
export const createQueueTransport = (queue: string): PrinterTransport =>
  createOneWayTransport({
    name: `queue ${queue}`,
    hand: async (bytes, deadline): Promise<OneWayEnd | null> => {
      const { exitCode, said, started } = await run(["lp", "-d", queue, "-o", "raw", "-s"], bytes, deadline);
      if (exitCode === 0) {
        return null;
      }
      // A queue that refuses takes the whole job or nothing of it; one that is cut off may have it.
      const cut = exitCode === null && started;
      return {
        cause: cut ? "timeout" : started ? "refused" : "driver",
        detail: said === "" ? `lp ended with ${String(exitCode)}` : said,
        certainty: cut ? "maybeSent" : "nothingSent",
      };
    },
    look: async (deadline): Promise<ChannelEnd | null> => {
      const { exitCode, said, started } = await run(["lpstat", "-p", queue], null, deadline);
      if (!started) {
        return { cause: "driver", detail: said };
      }
      if (exitCode !== 0) {
        return { cause: exitCode === null ? "timeout" : "refused", detail: said };
      }
      return /\bdisabled\b/i.test(said) ? { cause: "offline", detail: said } : null;
    },
  });
