/**
 * Owns whether the cash drawer is open, where its printer can tell: asked after each job and, while it is open, until it
 * is shut. A drawer that nobody shuts is a notice; a sale goes on whatever the drawer does, and nobody waits for this.
 */
import type { DrawerState } from "../../../contracts/ipc/devices.ts";
import type { DrawerSetup } from "../../../domain/printing/printer-setup.ts";
import type { PrinterTransport } from "../../../drivers/printer/printer-transport.ts";
import type { ClockDep } from "../deps.ts";
import type { Timers } from "../printing/print-worker.ts";

export interface DrawerWatchDeps extends ClockDep {
  readonly sensor: () => DrawerSetup["sensor"];
  readonly transport: Pick<PrinterTransport, "status">;
  readonly timers: Timers;
  readonly onChange: () => void;
}

export interface DrawerWatch {
  /** null: it has no sensor, or the printer does not answer. */
  readonly state: () => DrawerState | null;
  /** Asks the printer; answers when it has. */
  readonly look: () => Promise<void>;
  readonly stop: () => void;
}

const ASK_MS = 1000;
const LOOK_AGAIN_MS = 2000;
const LEFT_OPEN_MS = 30_000;

export const createDrawerWatch = (deps: DrawerWatchDeps): DrawerWatch => {
  /** When it was first seen open; "closed"; null: unknown. */
  let seen: number | "closed" | null = null;
  let looking: Promise<void> | null = null;
  let told: DrawerState | null = null;
  let stopped = false;
  let cancel = (): void => {};
  const state = (): DrawerState | null => {
    if (deps.sensor() === "none" || seen === null || seen === "closed") {
      return deps.sensor() === "none" || seen === null ? null : "closed";
    }
    return deps.clock.nowMs() - seen >= LEFT_OPEN_MS ? "leftOpen" : "open";
  };
  const ask = async (): Promise<void> => {
    cancel();
    const status = await deps.transport.status({ timeoutMs: ASK_MS });
    if (stopped) {
      return;
    }
    if (!status.reachable || !status.known) {
      seen = null;
    } else if (status.drawerSensorHigh === (deps.sensor() === "openIsHigh")) {
      seen = typeof seen === "number" ? seen : deps.clock.nowMs();
      cancel = deps.timers.after(LOOK_AGAIN_MS, () => void look());
    } else {
      seen = "closed";
    }
    if (told !== state()) {
      told = state();
      deps.onChange();
    }
  };
  const look = (): Promise<void> => {
    if (deps.sensor() === "none" || stopped) {
      return Promise.resolve();
    }
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  };
  return {
    state,
    look,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
