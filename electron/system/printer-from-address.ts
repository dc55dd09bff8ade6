/**
 * Owns which printer a till has: an address like tcp://10.0.0.8:9100 or serial:///dev/ttyUSB0?baud=38400 in the
 * environment (TILLWRIGHT_PRINTER), or the virtual printer that keeps its jobs as files.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import { createSerialTransport } from "../../drivers/printer/serial-transport.ts";
import { createTcpTransport } from "../../drivers/printer/tcp-transport.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";

const TCP_PORT = 9100;
const BAUD_RATE = 9600;

export interface BadPrinterAddress {
  readonly type: "BadPrinterAddress";
  readonly address: string;
}

/** null: no address was given, so the virtual printer. `?status=no` is for printers that never answer. */
export const printerFromAddress = (
  address: string | undefined,
): Result<PrinterTransport | null, BadPrinterAddress> => {
  if (address === undefined || address === "") {
    return ok(null);
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  const givesStatus = url?.searchParams.get("status") !== "no";
  if (url?.protocol === "tcp:" && url.hostname !== "") {
    return ok(createTcpTransport({ host: url.hostname, port: Number(url.port || TCP_PORT), givesStatus }));
  }
  const baudRate = Number(url?.searchParams.get("baud") ?? BAUD_RATE);
  if (
    url?.protocol === "serial:" &&
    url.pathname.length > 1 &&
    Number.isSafeInteger(baudRate) &&
    baudRate > 0
  ) {
    return ok(
      createSerialTransport({ path: serialPath(url.pathname), baudRate, rtscts: false, givesStatus }),
    );
  }
  return err({ type: "BadPrinterAddress", address });
};

/** "/COM3" is a Windows port's name, "/dev/ttyUSB0" a path. */
const serialPath = (pathname: string): string =>
  /^\/COM\d+$/i.test(pathname) ? pathname.slice(1) : pathname;
