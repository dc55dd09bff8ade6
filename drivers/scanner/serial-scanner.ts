/** Owns one scanner on a serial port: supervised port, codes out of its bytes, and the two beeps that it makes when told. */
import type { DeviceIdentity, LineSettings, SerialPorts } from "../serial/serial-ports.ts";
import { supervisePort, type PortState } from "../serial/supervised-port.ts";
import { createCodeFrames, type FrameOptions, type FrameProblem } from "./code-frames.ts";

export interface ScannerOptions extends FrameOptions {
  readonly device: DeviceIdentity;
  readonly settings: LineSettings;
  /** What makes the scanner beep; empty: it beeps by itself. */
  readonly goodBeep: Uint8Array;
  readonly badBeep: Uint8Array;
}

export interface ScannerEvents {
  readonly onCode: (code: string) => void;
  readonly onProblem: (problem: FrameProblem) => void;
  readonly onState: (state: PortState) => void;
}

export interface SerialScanner {
  readonly state: () => PortState;
  readonly beep: (isGood: boolean) => void;
  readonly close: () => Promise<void>;
}

/** At 1200 bits a second, the slowest in use, a character takes 9 ms. */
const HALF_FRAME_MS = 500;

export const createSerialScanner = (
  ports: SerialPorts,
  options: ScannerOptions,
  events: ScannerEvents,
): SerialScanner => {
  const frames = createCodeFrames(options, events);
  let expiry: NodeJS.Timeout | undefined;
  const port = supervisePort({
    ports,
    device: options.device,
    settings: options.settings,
    onBytes: (bytes) => {
      clearTimeout(expiry);
      frames.take(bytes);
      expiry = setTimeout(frames.expire, HALF_FRAME_MS);
    },
    onState: (state) => {
      clearTimeout(expiry);
      frames.reset();
      events.onState(state);
    },
  });
  return {
    state: port.state,
    beep: (isGood) => {
      const bytes = isGood ? options.goodBeep : options.badBeep;
      if (bytes.length > 0) {
        port.write(bytes);
      }
    },
    close: () => {
      clearTimeout(expiry);
      return port.close();
    },
  };
};
