/**
 * Owns what the receipt printer and its cash drawer say of themselves between jobs: asked after each job, every few
 * seconds while nothing prints, and more often while the drawer is open, so that a printer without paper is seen before
 * the next sale. Nobody waits for this and no job does: an answer that a job fell into is not used. A printer that does
 * not answer is asked once more before that is told, because another till may just be printing on it.
 */
import type { DrawerState } from "../../../contracts/ipc/devices.ts";
import type { PrintFailureCause } from "../../../domain/printing/print-failure.ts";
import type { DrawerSetup } from "../../../domain/printing/printer-setup.ts";
import type { PrinterStatus, PrinterTransport } from "../../../drivers/printer/printer-transport.ts";
import type { ClockDep } from "../deps.ts";
import type { Timers } from "../printing/print-worker.ts";

export interface PrinterWatchDeps extends ClockDep {
  readonly sensor: () => DrawerSetup["sensor"];
  readonly transport: Pick<PrinterTransport, "name" | "status">;
  readonly isPrinting: () => boolean;
  readonly timers: Timers;
  readonly onChange: () => void;
}

export interface SeenPrinter {
  readonly cause: PrintFailureCause | null;
  readonly paperNearEnd: boolean;
  readonly atMs: number;
}

export interface PrinterWatch {
  /** Until then nothing is asked. */
  readonly start: () => void;
  /** Something may have changed: a job is done, another printer was chosen. Answers when the printer has. */
  readonly look: () => Promise<void>;
  /** null: it tells nothing, or was not asked yet. */
  readonly printer: () => SeenPrinter | null;
  /** null: it has no sensor, or the printer does not answer. */
  readonly drawer: () => DrawerState | null;
  readonly stop: () => void;
}

const ASK_MS = 1000;
const IDLE_MS = 12_000;
const LOOK_AGAIN_MS = 2000;
const LEFT_OPEN_MS = 30_000;

interface Seen {
  /** The printer that said it. */
  readonly name: string;
  readonly printer: SeenPrinter | null;
  readonly drawerOpenSinceMs: number | "closed" | null;
  /** It did not answer, and that was not told yet. */
  readonly isDoubted: boolean;
}

export const createPrinterWatch = (deps: PrinterWatchDeps): PrinterWatch => {
  let seen: Seen = nothingSeen(deps.transport.name);
  let looking: Promise<void> | null = null;
  let isRunning = false;
  let told = "";
  let cancel = (): void => {};
  const current = (): Seen => (seen.name === deps.transport.name ? seen : nothingSeen(deps.transport.name));
  const drawer = (): DrawerState | null => {
    const { drawerOpenSinceMs: since } = current();
    if (deps.sensor() === "none" || since === null) {
      return null;
    }
    if (since === "closed") {
      return "closed";
    }
    return deps.clock.nowMs() - since >= LEFT_OPEN_MS ? "leftOpen" : "open";
  };
  const ask = async (): Promise<void> => {
    cancel();
    const { name } = deps.transport;
    const status = await deps.transport.status({ timeoutMs: ASK_MS });
    if (!isRunning || deps.isPrinting()) {
      return;
    }
    if (name === deps.transport.name) {
      seen = afterAnswer(current(), status, { sensor: deps.sensor(), nowMs: deps.clock.nowMs() });
    }
    const isUrgent = current().isDoubted || typeof current().drawerOpenSinceMs === "number";
    const isReplaced = name !== deps.transport.name;
    cancel = deps.timers.after(isUrgent || isReplaced ? LOOK_AGAIN_MS : IDLE_MS, () => void look());
    const now = JSON.stringify([current().printer?.cause, current().printer?.paperNearEnd, drawer()]);
    if (told !== now) {
      told = now;
      deps.onChange();
    }
  };
  const look = (): Promise<void> => {
    if (!isRunning || deps.isPrinting()) {
      return Promise.resolve();
    }
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  };
  return {
    start: () => {
      isRunning = true;
      void look();
    },
    look,
    printer: () => current().printer,
    drawer,
    stop: () => {
      isRunning = false;
      cancel();
    },
  };
};

const nothingSeen = (name: string): Seen => ({
  name,
  printer: null,
  drawerOpenSinceMs: null,
  isDoubted: false,
});

const afterAnswer = (
  before: Seen,
  status: PrinterStatus,
  { sensor, nowMs }: { readonly sensor: DrawerSetup["sensor"]; readonly nowMs: number },
): Seen => {
  const { name } = before;
  if (!status.reachable) {
    const wasWell = before.printer === null || before.printer.cause === null;
    return wasWell && !before.isDoubted
      ? { ...before, isDoubted: true }
      : {
          ...nothingSeen(name),
          printer: { cause: status.cause, paperNearEnd: false, atMs: nowMs },
        };
  }
  if (!status.known) {
    return nothingSeen(name);
  }
  const { cause, paperNearEnd, drawerSensorHigh } = status;
  const isOpen = sensor !== "none" && drawerSensorHigh === (sensor === "openIsHigh");
  const since = before.drawerOpenSinceMs;
  return {
    name,
    printer: { cause, paperNearEnd, atMs: nowMs },
    drawerOpenSinceMs: isOpen ? (typeof since === "number" ? since : nowMs) : "closed",
    isDoubted: false,
  };
};
