/** A fake printer behind serialport's own mock binding: real port code, no hardware. */
import { SerialPortMock } from "serialport";
import type { OpenSerialPort } from "../../drivers/printer/serial-transport.ts";
import { createPrinterBrain, type PrinterBrain } from "../../scripts/emulate/printer-brain.ts";

export interface FakeSerialPrinter {
  readonly printer: PrinterBrain;
  readonly path: string;
  readonly openPort: OpenSerialPort;
}

export const startFakeSerialPrinter = (path: string): FakeSerialPrinter => {
  const printer = createPrinterBrain();
  SerialPortMock.binding.createPort(path, { echo: false, record: false });
  return { printer, path, openPort: (options) => openMock(options, printer) };
};

const openMock = async (
  { path, baudRate }: { readonly path: string; readonly baudRate: number },
  printer: PrinterBrain,
): Promise<SerialPortMock> => {
  if (printer.behaviour === "refuse") {
    throw Object.assign(new Error(`No such file or directory, cannot open ${path}`), { code: "ENOENT" });
  }
  const port = new SerialPortMock({ path, baudRate, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error instanceof Error ? reject(error) : resolve()));
  });
  printer.startConnection();
  const binding = port.port;
  if (binding === undefined) {
    throw new Error("The mock port has no binding");
  }
  const write = binding.write.bind(binding);
  binding.write = async (buffer) => {
    await write(buffer);
    const { reply, ends } = printer.take(buffer);
    if (ends !== "no") {
      const gone = Object.assign(new Error("the device was disconnected"), { disconnected: true });
      port.close(undefined, gone);
    } else if (reply.length > 0) {
      binding.emitData(Buffer.from(reply));
    }
  };
  return port;
};
