/** Owns what a person may pick a printer from: what this machine lists. Who answers on the network is asked for apart. */
import type { FoundPrinters } from "../../../contracts/ipc/devices.ts";
import type { PrinterFinder } from "../../../drivers/printer/find-printers.ts";
import type { SerialDevicesDep } from "./set-serial-config.ts";

export interface PrinterFinderDep {
  readonly printerFinder: PrinterFinder;
}

export const findPrinters = async ({
  printerFinder,
  serialDevices,
}: PrinterFinderDep & SerialDevicesDep): Promise<FoundPrinters> => {
  const [queues, files, ports] = await Promise.all([
    printerFinder.queues(),
    printerFinder.files(),
    serialDevices.ports(),
  ]);
  return { queues, files, ports: ports.map(({ path }) => path) };
};
