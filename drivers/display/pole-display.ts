/**
 * Owns one customer display on a serial port. It shows the newest picture and no other: what came meanwhile is left out,
 * so that a slow line never runs behind the till, and nobody waits for it. A display that was away gets the picture when
 * it is back.
 */
import type { DisplayPicture } from "../../domain/display/display-lines.ts";
import type { DeviceIdentity, LineSettings, SerialPorts } from "../serial/serial-ports.ts";
import { supervisePort, type PortState } from "../serial/supervised-port.ts";
import { pictureBytes, startBytes, type DisplayCommands } from "./display-commands.ts";

export interface PoleDisplayOptions extends DisplayCommands {
  readonly device: DeviceIdentity;
  readonly settings: LineSettings;
}

export interface PoleDisplay {
  readonly state: () => PortState;
  readonly show: (picture: DisplayPicture) => void;
  readonly close: () => Promise<void>;
}

/** As long as 60 bytes take at 9600 baud, and a little. */
const PICTURE_MS = 80;

export const createPoleDisplay = (
  ports: SerialPorts,
  options: PoleDisplayOptions,
  onState: (state: PortState) => void,
): PoleDisplay => {
  let wanted: DisplayPicture | null = null;
  let pause: NodeJS.Timeout | null = null;
  let isShown = false;
  const write = (): void => {
    if (wanted !== null && !isShown && pause === null && port.state() === "open") {
      isShown = true;
      port.write(pictureBytes(wanted, options));
      pause = setTimeout(() => {
        pause = null;
        write();
      }, PICTURE_MS);
    }
  };
  const port = supervisePort({
    ports,
    device: options.device,
    settings: options.settings,
    // Displays say nothing that a till needs.
    onBytes: () => {},
    onState: (state) => {
      if (state === "open") {
        isShown = false;
        port.write(startBytes(options));
        write();
      }
      onState(state);
    },
  });
  return {
    state: port.state,
    show: (picture) => {
      wanted = picture;
      isShown = false;
      write();
    },
    close: () => {
      clearTimeout(pause ?? undefined);
      wanted = null;
      return port.close();
    },
  };
};
