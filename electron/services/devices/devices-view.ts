/** Owns what the status bar says of printer and terminal: from the queue's rows and what is under way, never guessed. */
import type { DevicesView, DrawerState } from "../../../contracts/ipc/devices.ts";
import type { SerialDevicesView } from "../../../contracts/ipc/serial-devices.ts";
import type { CardReversalsDep, PrintJobsDep } from "../deps.ts";
import type { TerminalChoiceDep } from "./terminal-setup.ts";
import type { SimulatedDevices } from "./simulated-devices.ts";

export interface DevicesViewDeps extends PrintJobsDep, CardReversalsDep, TerminalChoiceDep {
  readonly simulated: SimulatedDevices;
  readonly printerName: () => string;
  readonly terminalName: () => string;
  readonly isPrinting: () => boolean;
  readonly drawerState: () => DrawerState | null;
  readonly isCardWaiting: () => boolean;
  readonly serialView: () => SerialDevicesView;
}

export const devicesView = (deps: DevicesViewDeps): DevicesView => {
  const { waiting, failed } = deps.printJobs.countByState();
  const troubled = deps.printJobs.unfinished().find((job) => job.state === "queued" && job.cause !== null);
  const [newest] = deps.printJobs.newest(1);
  const cause = troubled?.cause ?? (newest?.state === "failed" ? newest.cause : null);
  return {
    ...deps.serialView(),
    printer: {
      name: deps.printerName(),
      virtual: deps.simulated.printer() !== null,
      state: cause !== null ? "problem" : deps.isPrinting() ? "printing" : "ready",
      cause,
      waiting,
      failed,
      behaviour: deps.simulated.printer(),
      drawer: deps.drawerState(),
    },
    terminal: {
      name: deps.terminalName(),
      simulated: deps.simulated.terminal() !== null,
      state: deps.isCardWaiting()
        ? "waitingForCard"
        : deps.terminalChoice.isReachable()
          ? "idle"
          : "unreachable",
      reversals: deps.cardReversals.count(),
      behaviour: deps.simulated.terminal(),
    },
  };
};
