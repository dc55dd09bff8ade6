/**
 * Owns which printer a till has: an address like tcp://10.0.0.8:9100, serial:///dev/ttyUSB0?baud=38400,
 * file:///dev/usb/lp0 or queue://NAME in the environment (TILLWRIGHT_PRINTER), or the virtual printer that keeps its
 * jobs as files. A queue is CUPS's, on Windows the system's under the name of its share. A second address behind a space steps in where the first printer printed nothing.
 */
import type { SerialIdentity } from "../../domain/printing/printer-setup.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { createFailoverTransport } from "../../drivers/printer/failover-transport.ts";
import { createFileTransport } from "../../drivers/printer/file-transport.ts";
import { createQueueTransport } from "../../drivers/printer/queue-transport.ts";
import { createSerialTransport } from "../../drivers/printer/serial-transport.ts";
import { createSharedQueueTransport } from "../../drivers/printer/shared-queue-transport.ts";
import { createTcpTransport } from "../../drivers/printer/tcp-transport.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import { findDevice, type SerialPorts } from "../../drivers/serial/serial-ports.ts";

const TCP_PORT = 9100;
const BAUD_RATE = 9600;

export interface BadPrinterAddress {
  readonly type: "BadPrinterAddress";
  readonly address: string;
}

/** What is known of the printers beside their addresses. */
export interface PrinterFacts {
  readonly platform: NodeJS.Platform;
  /** Of the first and the second printer. */
  readonly givesStatus: readonly [boolean, boolean];
  /** Printers on serial ports are found by what they said of themselves. */
  readonly devices: readonly SerialIdentity[];
  readonly listPorts: SerialPorts["list"];
}

const NOTHING_KNOWN: PrinterFacts = {
  platform: process.platform,
  givesStatus: [true, true],
  devices: [],
  listPorts: () => Promise.resolve([]),
};

/** null: no address was given, so the virtual printer. `?status=no` is for printers that never answer. */
export const printerFromAddress = (
  addresses: string | undefined,
  known: Partial<PrinterFacts> = {},
): Result<PrinterTransport | null, BadPrinterAddress> => {
  const [first, second, ...more] = (addresses ?? "").split(" ").filter((address) => address !== "");
  if (first === undefined) {
    return ok(null);
  }
  const facts = { ...NOTHING_KNOWN, ...known };
  const printer = onePrinter(first, facts, facts.givesStatus[0]);
  const other = second === undefined ? null : onePrinter(second, facts, facts.givesStatus[1]);
  if (printer === null || (second !== undefined && other === null) || more.length > 0) {
    return err({ type: "BadPrinterAddress", address: addresses ?? "" });
  }
  return ok(other === null ? printer : createFailoverTransport(printer, other));
};

const onePrinter = (
  address: string,
  { platform, devices, listPorts }: PrinterFacts,
  answers: boolean,
): PrinterTransport | null => {
  const url = URL.canParse(address) ? new URL(address) : null;
  const givesStatus = answers && url?.searchParams.get("status") !== "no";
  const path = decodeText(url?.pathname ?? "") ?? "";
  switch (url?.protocol) {
    case "tcp:":
      return url.hostname === ""
        ? null
        : createTcpTransport({ host: url.hostname, port: Number(url.port || TCP_PORT), givesStatus });
    case "serial:": {
      const baudRate = Number(url.searchParams.get("baud") ?? BAUD_RATE);
      const device = devices.find((each) => each.path === serialPath(path));
      return path.length > 1 && Number.isSafeInteger(baudRate) && baudRate > 0
        ? createSerialTransport({
            path: serialPath(path),
            ...(device === undefined ? {} : { locate: async () => findDevice(device, await listPorts()) }),
            baudRate,
            rtscts: false,
            givesStatus,
          })
        : null;
    }
    case "file:":
      return path.length > 1 ? createFileTransport(path) : null;
    case "queue:":
      return queuePrinter(url.hostname, platform);
    default:
      return null;
  }
};

/** A name with a dash first would be an option of the program that prints, one with a backslash another computer. */
const queuePrinter = (encoded: string, platform: NodeJS.Platform): PrinterTransport | null => {
  const queue = decodeText(encoded);
  if (queue === null || !/^[^-/\\][^/\\]*$/.test(queue)) {
    return null;
  }
  return platform === "win32" ? createSharedQueueTransport(queue) : createQueueTransport(queue);
};

/** null: not encoded as an address is. */
const decodeText = (encoded: string): string | null => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
};

/** "/COM3" is a Windows port's name, "/dev/ttyUSB0" a path. */
const serialPath = (pathname: string): string =>
  /^\/COM\d+$/i.test(pathname) ? pathname.slice(1) : pathname;
