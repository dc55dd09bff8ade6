/** Owns how the virtual printer and the simulated terminal behave, so that a person can try what the till does then. */
import type { PrinterBehaviour, TerminalBehaviour } from "../../../contracts/ipc/devices.ts";

export interface SimulatedDevices {
  /** null: this till has the real thing. */
  readonly printer: () => PrinterBehaviour | null;
  readonly terminal: () => TerminalBehaviour | null;
  /** false when asked of a device that is not simulated. */
  readonly set: (wanted: WantedBehaviour) => boolean;
}

export interface WantedBehaviour {
  readonly printer?: PrinterBehaviour | undefined;
  readonly terminal?: TerminalBehaviour | undefined;
}

export const createSimulatedDevices = (
  which: { readonly printer: () => boolean; readonly terminal: () => boolean },
  onChange: () => void,
): SimulatedDevices => {
  let printer: PrinterBehaviour = "ok";
  let terminal: TerminalBehaviour = "approve";
  return {
    printer: () => (which.printer() ? printer : null),
    terminal: () => (which.terminal() ? terminal : null),
    set: (wanted) => {
      if ((wanted.printer && !which.printer()) || (wanted.terminal && !which.terminal())) {
        return false;
      }
      printer = wanted.printer ?? printer;
      terminal = wanted.terminal ?? terminal;
      onChange();
      return true;
    },
  };
};
