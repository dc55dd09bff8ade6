/**
 * Owns what the status bar says of printer and terminal: from the queue's rows, from what is under way and from what the
 * printer said of itself, never guessed. Of a job's trouble and the printer's word the newer one counts.
 */
import type { DevicesView } from "../../../contracts/ipc/devices.ts";
import type { SerialDevicesView } from "../../../contracts/ipc/serial-devices.ts";
import type { CardReversalsDep, PrintJobsDep } from "../deps.ts";
import type { TerminalChoiceDep } from "./terminal-setup.ts";
import type { PrinterWatch } from "./printer-watch.ts";
import type { SimulatedDevices } from "./simulated-devices.ts";

export interface DevicesViewDeps extends PrintJobsDep, CardReversalsDep, TerminalChoiceDep {
  readonly simulated: SimulatedDevices;
  readonly printerName: () => string;
  readonly terminalName: () => string;
  readonly isPrinting: () => boolean;
  readonly printerWatch: Pick<PrinterWatch, "printer" | "drawer">;
  readonly isCardWaiting: () => boolean;
  readonly serialView: () => SerialDevicesView;
}

export const devicesView = (deps: DevicesViewDeps): DevicesView => {
  const { waiting, failed } = deps.printJobs.countByState();
  const seen = deps.printerWatch.printer();
  const job = troubledJob(deps);
  const cause = seen !== null && seen.atMs >= (job?.updatedAtMs ?? 0) ? seen.cause : (job?.cause ?? null);
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
      paperNearEnd: seen?.paperNearEnd ?? false,
      drawer: deps.printerWatch.drawer(),
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

/** One that waits because of it, else the newest one that it made fail. */
const troubledJob = ({ printJobs }: PrintJobsDep) => {
  const waiting = printJobs.unfinished().find((job) => job.state === "queued" && job.cause !== null);
  return waiting ?? printJobs.newest(1).find((job) => job.state === "failed");
};
