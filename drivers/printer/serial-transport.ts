/**
 * Owns a printer on a serial port, or on USB that looks like one. The port stays open between jobs (opening it resets
 * some printers) and is given up after any failure, so that bytes stuck in it can never follow a later job out.
 * serialport is loaded with the first job: a till without a serial printer never loads its binary.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import { causeOfError, type ChannelEnd } from "./byte-channel.ts";
import type { JobTimer } from "./job-timer.ts";
import type { PrinterTransport } from "./printer-transport.ts";
import { serialLink, type SerialDuplex, type SerialLink } from "./serial-link.ts";
import { createSessionTransport } from "./session-transport.ts";

export interface SerialTransportOptions {
  /** "COM3", "/dev/ttyUSB0" or better a path by id, which survives replugging. */
  readonly path: string;
  /** Where it is now, by what it says of itself; null: not plugged in. Default: at its path. */
  readonly locate?: () => Promise<string | null>;
  /** Bits per second as set on the printer: 9600, 19200, 38400, 115200. */
  readonly baudRate: number;
  /** Hardware flow control, where the cable has the lines. */
  readonly rtscts: boolean;
  /** false for printers that answer no DLE EOT: their jobs are sent but never confirmed. */
  readonly givesStatus: boolean;
}

/** Opens a port; rejects when it cannot. */
export type OpenSerialPort = (options: SerialTransportOptions) => Promise<SerialDuplex>;

export const createSerialTransport = (
  options: SerialTransportOptions,
  openPort: OpenSerialPort = openRealPort,
): PrinterTransport => {
  let link: SerialLink | null = null;
  const giveUp = async (): Promise<void> => {
    const old = link;
    link = null;
    await old?.giveUp();
  };
  return createSessionTransport({
    name: `serial ${options.path}`,
    givesStatus: options.givesStatus,
    connect: async (deadline) => {
      if (link?.isOpen() !== true) {
        await giveUp();
        const opened = await openInTime(async () => {
          const path = options.locate === undefined ? options.path : await options.locate();
          if (path === null) {
            throw new Error("No such file or directory: the printer is not plugged in");
          }
          return openPort({ ...options, path });
        }, deadline);
        if (!opened.ok) {
          return opened;
        }
        link = serialLink(opened.value);
      }
      return ok({ channel: link.channel(), release: async (failed) => (failed ? giveUp() : undefined) });
    },
    cut: giveUp,
  });
};

/** A port that opens after its time is closed again, so that nobody else finds it locked. */
const openInTime = async (
  open: () => Promise<SerialDuplex>,
  deadline: JobTimer,
): Promise<Result<SerialDuplex, ChannelEnd>> => {
  const opening = open().then(
    (port) => ok(port),
    (error: unknown) => err(causeOfError(error instanceof Error ? error : new Error(String(error)))),
  );
  const first = await Promise.race([opening, deadline.elapsed.then(() => null)]);
  if (first !== null) {
    return first;
  }
  void opening.then((opened) => (opened.ok ? serialLink(opened.value).giveUp() : undefined));
  return err({ cause: "offline", detail: "the port did not open in time" });
};

const openRealPort: OpenSerialPort = async ({ path, baudRate, rtscts }) => {
  const { SerialPort } = await import("serialport");
  const port = new SerialPort({ path, baudRate, rtscts, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error instanceof Error ? reject(error) : resolve()));
  });
  return port;
};
