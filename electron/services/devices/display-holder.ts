/** Owns the customer display that this till has now, opened as it is set. */
import type { DisplayConfig, SerialDevicesView } from "../../../contracts/ipc/serial-devices.ts";
import type { DisplayPicture } from "../../../domain/display/display-lines.ts";
import { createPoleDisplay, type PoleDisplay } from "../../../drivers/display/pole-display.ts";
import { lineOf, same } from "./running-scanners.ts";
import type { SerialDevicesDeps } from "./serial-devices.ts";

interface DisplayHolder {
  /** Unless it runs as it is wanted. */
  readonly close: (wanted: DisplayConfig | null) => Promise<void>;
  readonly open: (wanted: DisplayConfig | null) => void;
  readonly view: () => SerialDevicesView["display"];
  readonly config: () => DisplayConfig | null;
  readonly show: (picture: DisplayPicture) => void;
}

type DisplayDeps = Pick<SerialDevicesDeps, "serialPorts" | "onDevicesChange">;

export const createDisplayHolder = (deps: DisplayDeps): DisplayHolder => {
  let running: { readonly config: DisplayConfig; readonly display: PoleDisplay } | null = null;
  return {
    close: async (wanted) => {
      if (running !== null && !same(wanted, running.config)) {
        const { display } = running;
        running = null;
        await display.close();
      }
    },
    open: (wanted) => {
      if (wanted !== null && running === null) {
        const { device, protocol, codePage } = wanted;
        const options = { device, settings: lineOf(wanted), protocol, codePage };
        running = {
          config: wanted,
          display: createPoleDisplay(deps.serialPorts, options, deps.onDevicesChange),
        };
      }
    },
    view: () =>
      running && {
        name: running.config.name,
        path: running.config.device.path,
        state: running.display.state(),
      },
    config: () => running?.config ?? null,
    show: (picture) => running?.display.show(picture),
  };
};
