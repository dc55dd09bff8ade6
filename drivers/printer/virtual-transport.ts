/**
 * Owns a printer that is a folder: each job becomes <n>.bin, the bytes as they came, and <n>.txt, what paper would show.
 * It misbehaves on request, so that a shop can see, and a test can check, what the till does when a printer fails.
 * Numbers continue after a restart; a job is never overwritten.
 */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PrintFailure } from "../../domain/printing/print-failure.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { JobTimer } from "./job-timer.ts";
import { createTurns } from "./one-at-a-time.ts";
import type { PrinterProfile } from "./printer-profile.ts";
import {
  printFailure,
  type PrinterStatus,
  type PrinterTransport,
  type SendReceipt,
} from "./printer-transport.ts";
import { readEscpos, type PrinterAction } from "./read-escpos.ts";

/**
 * `hang` takes the connection and never answers; `reset` takes half the job and cuts the line; `silent` prints but never
 * confirms. The others are what their names say.
 */
export type VirtualPrinterBehaviour =
  | "ok"
  | "refuse"
  | "hang"
  | "reset"
  | "paperEnd"
  | "paperNearEnd"
  | "paperEndMidJob"
  | "coverOpen"
  | "silent";

export interface VirtualTransportOptions {
  readonly directory: string;
  /** How the bytes are read for the .txt. */
  readonly profile: PrinterProfile;
  /** Asked at every job and status. */
  readonly behaviour: () => VirtualPrinterBehaviour;
}

export const createVirtualTransport = (options: VirtualTransportOptions): PrinterTransport => {
  const turns = createTurns();
  const hangs = new Set<() => void>();
  let closed = false;
  /** Waits as long as a job may take, or until the printer is closed. */
  const hang = async (deadline: JobTimer): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hangs.add(resolve);
    await Promise.race([deadline.elapsed, promise]);
    hangs.delete(resolve);
  };
  return {
    name: `virtual ${options.directory}`,
    send: (bytes, { timeoutMs }) =>
      turns.job(timeoutMs, async (deadline) => {
        if (closed) {
          return fail("driver", "nothingSent");
        }
        const behaviour = options.behaviour();
        if (behaviour === "hang") {
          await hang(deadline);
        }
        return printAs(behaviour, bytes, options);
      }),
    status: ({ timeoutMs }) =>
      turns.question(timeoutMs, async (deadline) => {
        const behaviour = options.behaviour();
        if (behaviour === "hang" && !closed) {
          await hang(deadline);
        }
        return closed ? unreachable("driver") : statusOf(behaviour);
      }),
    close: async () => {
      closed = true;
      for (const resolve of hangs) {
        resolve();
      }
    },
  };
};

const fail = (
  cause: PrintFailure["cause"],
  certainty: PrintFailure["certainty"],
): Result<never, PrintFailure> => err(printFailure({ cause, certainty, detail: "virtual printer" }));

const printAs = async (
  behaviour: VirtualPrinterBehaviour,
  bytes: Uint8Array,
  options: VirtualTransportOptions,
): Promise<Result<SendReceipt, PrintFailure>> => {
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  switch (behaviour) {
    case "refuse":
      return fail("refused", "nothingSent");
    case "hang":
      return fail("timeout", "nothingSent");
    case "paperEnd":
    case "coverOpen":
      return fail(behaviour, "nothingSent");
    case "reset":
      return (await keepJob(half, options)) ?? fail("reset", "maybeSent");
    case "paperEndMidJob":
      return (await keepJob(half, options)) ?? fail("paperEnd", "maybeSent");
    case "silent":
      return (await keepJob(bytes, options)) ?? ok({ confirmed: false, paperNearEnd: false });
    case "ok":
    case "paperNearEnd":
      return (
        (await keepJob(bytes, options)) ?? ok({ confirmed: true, paperNearEnd: behaviour === "paperNearEnd" })
      );
  }
};

/** Writes the two files; null when both are there. The bytes go first: they are the job. */
const keepJob = async (
  bytes: Uint8Array,
  { directory, profile }: VirtualTransportOptions,
): Promise<Result<never, PrintFailure> | null> => {
  let certainty: PrintFailure["certainty"] = "nothingSent";
  try {
    await mkdir(directory, { recursive: true });
    const name = join(directory, await nextNumber(directory));
    await writeFile(`${name}.bin`, bytes, { flag: "wx" });
    certainty = "maybeSent";
    await writeFile(`${name}.txt`, paperText(bytes, profile), { flag: "wx" });
    return null;
  } catch (error) {
    return err(printFailure({ cause: "driver", certainty, detail: String(error) }));
  }
};

const nextNumber = async (directory: string): Promise<string> => {
  const numbers = (await readdir(directory)).map((name) => Number(/^(\d+)\.bin$/.exec(name)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(6, "0");
};

const paperText = (bytes: Uint8Array, profile: PrinterProfile): string => {
  const read = readEscpos(bytes, profile);
  const notes = read.actions.map(noteOf).filter((note) => note !== null);
  return [...notes, ...read.lines, ""].join("\n");
};

const noteOf = (action: PrinterAction): string | null => {
  if (action.kind === "drawer") {
    return `[drawer opens: pin ${action.pin}, ${action.onMs} ms]`;
  }
  return action.kind === "unknown" ? `[unknown command ${action.hex} at ${action.offset}]` : null;
};

const unreachable = (cause: PrintFailure["cause"]): PrinterStatus => ({
  reachable: false,
  cause,
  detail: "virtual printer",
});

const statusOf = (behaviour: VirtualPrinterBehaviour): PrinterStatus => {
  const well = {
    reachable: true,
    known: true,
    cause: null,
    paperNearEnd: false,
    drawerSensorHigh: false,
  } as const;
  switch (behaviour) {
    case "refuse":
      return unreachable("refused");
    case "hang":
      return unreachable("timeout");
    case "paperEnd":
    case "coverOpen":
      return { ...well, cause: behaviour };
    case "silent":
      return { ...well, known: false };
    case "paperNearEnd":
      return { ...well, paperNearEnd: true };
    case "ok":
    case "reset":
    case "paperEndMidJob":
      return well;
  }
};
