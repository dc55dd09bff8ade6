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
  /** What zeroes this very scale; empty: its protocol's own command, if there is one. */
  readonly zero: Uint8Array;
}

export interface ScaleEvents {
  /** A reading that differs from the last, or null when it grew old. */
  readonly onReading: (reading: RawReading | null) => void;
  /** Also when it began or ended to say nothing. */
  readonly onState: (state: PortState) => void;
}

export interface SerialScale {
  readonly state: () => PortState;
  readonly reading: () => RawReading | null;
  /** It is connected, and for a while nothing came that is understood. */
  readonly isSilent: () => boolean;
  /** There is a command that zeroes it. */
  readonly zeroes: boolean;
  readonly zero: () => void;
  readonly close: () => Promise<void>;
}

const TURN_MS = 250;
const OLD_AFTER_TURNS = 6;

/** The newest reading, while it is one; and whether nothing has been understood for too long. */
const createNewest = ({ onReading, onState }: ScaleEvents, state: () => PortState) => {
  let newest: RawReading | null = null;
  let turnsSince = 0;
  let isSilent = false;
  const tell = (reading: RawReading | null): void => {
    const before = newest;
    newest = reading;
    turnsSince = 0;
    if (JSON.stringify(before) !== JSON.stringify(reading)) {
      onReading(reading);
    }
  };
  const setSilent = (next: boolean): void => {
    if (isSilent !== next) {
      isSilent = next;
      onState(state());
    }
  };
  return {
    reading: () => newest,
    isSilent: () => isSilent,
    hear: (reading: RawReading): void => {
      tell(reading);
      setSilent(false);
    },
    passTurn: (): void => {
      turnsSince += 1;
      if (turnsSince > OLD_AFTER_TURNS) {
        tell(null);
        setSilent(state() === "open");
      }
    },
    startAnew: (): void => {
      isSilent = false;
      tell(null);
    },
  };
};

export const createSerialScale = (
  ports: SerialPorts,
  options: ScaleOptions,
  events: ScaleEvents,
): SerialScale => {
  const protocol = createScaleProtocol(options.protocol);
  const zero = options.zero.length > 0 ? options.zero : protocol.zero;
  const newest = createNewest(events, () => port.state());
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
        newest.hear(last);
      }
    },
    onState: (state) => {
      protocol.reset();
      newest.startAnew();
      events.onState(state);
    },
  });
  const turn = setInterval(() => {
    newest.passTurn();
    if (protocol.request !== null) {
      port.write(protocol.request);
    }
  }, TURN_MS);
  return {
    state: port.state,
    reading: newest.reading,
    isSilent: newest.isSilent,
    zeroes: zero !== null,
    zero: () => {
      if (zero !== null) {
        port.write(zero);
      }
    },
    close: () => {
      clearInterval(turn);
      return port.close();
    },
  };
};
