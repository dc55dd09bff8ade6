/**
 * Owns one scale on a serial port: asks it in turns where its protocol wants to be asked, keeps the newest reading, and
 * lets it grow old: what a scale said a second ago is not what lies on it now.
 */
import type { DeviceIdentity, LineSettings, SerialPorts } from "../serial/serial-ports.ts";
import { supervisePort, type PortState } from "../serial/supervised-port.ts";
import { createScaleProtocol, type RawReading, type ScaleProtocolName } from "./scale-protocol.ts";

export interface ScaleOptions {
  readonly device: DeviceIdentity;
  readonly settings: LineSettings;
  readonly protocol: ScaleProtocolName;
}

export interface ScaleEvents {
  /** A reading that differs from the last, or null when it grew old. */
  readonly onReading: (reading: RawReading | null) => void;
  readonly onState: (state: PortState) => void;
}

export interface SerialScale {
  readonly state: () => PortState;
  readonly reading: () => RawReading | null;
  /** false: its protocol has no such command. */
  readonly zero: () => boolean;
  readonly close: () => Promise<void>;
}

const TURN_MS = 250;
const OLD_AFTER_TURNS = 6;

export const createSerialScale = (
  ports: SerialPorts,
  options: ScaleOptions,
  events: ScaleEvents,
): SerialScale => {
  const protocol = createScaleProtocol(options.protocol);
  let newest: RawReading | null = null;
  let turnsSince = 0;

  const tell = (reading: RawReading | null): void => {
    const before = newest;
    newest = reading;
    turnsSince = 0;
    if (JSON.stringify(before) !== JSON.stringify(reading)) {
      events.onReading(reading);
    }
  };
  const port = supervisePort({
    ports,
    device: options.device,
    settings: options.settings,
    onBytes: (bytes) => {
      const { readings, reply } = protocol.take(bytes);
      if (reply !== null) {
        port.write(reply);
      }
      const last = readings.at(-1);
      if (last !== undefined) {
        tell(last);
      }
    },
    onState: (state) => {
      protocol.reset();
      tell(null);
      events.onState(state);
    },
  });
  const turn = setInterval(() => {
    turnsSince += 1;
    if (newest !== null && turnsSince > OLD_AFTER_TURNS) {
      tell(null);
    }
    if (protocol.request !== null) {
      port.write(protocol.request);
    }
  }, TURN_MS);
  return {
    state: port.state,
    reading: () => newest,
    zero: () => {
      if (protocol.zero !== null) {
        port.write(protocol.zero);
      }
      return protocol.zero !== null;
    },
    close: () => {
      clearInterval(turn);
      return port.close();
    },
  };
};
