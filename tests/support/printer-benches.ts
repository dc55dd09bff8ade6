/** Every printer transport on a test bench: the transport, a printer that misbehaves on request, and what it received. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printerProfiles } from "../../drivers/printer/printer-profile.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import { createSerialTransport } from "../../drivers/printer/serial-transport.ts";
import { createTcpTransport } from "../../drivers/printer/tcp-transport.ts";
import {
  createVirtualTransport,
  type VirtualPrinterBehaviour,
} from "../../drivers/printer/virtual-transport.ts";
import { startFakeSerialPrinter } from "./fake-serial-printer.ts";
import { startFakeTcpPrinter } from "./fake-tcp-printer.ts";

/** What every transport must cope with; each bench acts it out in its own way. */
export type BenchBehaviour =
  | "ok"
  | "refuse"
  | "hang"
  | "reset"
  | "paperEnd"
  | "paperEndMidJob"
  | "coverOpen"
  | "silent";

export interface PrinterBench {
  readonly transport: PrinterTransport;
  readonly behave: (behaviour: BenchBehaviour) => Promise<void>;
  readonly received: () => Promise<Uint8Array>;
  readonly dispose: () => Promise<void>;
}

const benches: Readonly<Record<string, () => Promise<PrinterBench>>> = {
  tcp: async () => {
    const fake = await startFakeTcpPrinter();
    const transport = createTcpTransport({ host: fake.host, port: fake.port, givesStatus: true });
    let on = true;
    const switchTo = async (wanted: boolean): Promise<void> => {
      if (on !== wanted) {
        on = wanted;
        await (wanted ? fake.switchOn() : fake.switchOff());
      }
    };
    return {
      transport,
      behave: async (behaviour) => {
        fake.printer.behaviour = behaviour === "silent" ? "busy" : behaviour;
        await switchTo(behaviour !== "refuse");
      },
      received: async () => fake.printer.received(),
      dispose: async () => {
        await transport.close();
        await switchTo(false);
      },
    };
  },
  serial: async () => {
    const fake = startFakeSerialPrinter("/dev/fake-printer");
    const options = { path: fake.path, baudRate: 38_400, rtscts: false, givesStatus: true };
    const transport = createSerialTransport(options, fake.openPort);
    return {
      transport,
      behave: async (behaviour) => {
        fake.printer.behaviour = behaviour === "silent" ? "busy" : behaviour;
      },
      received: async () => fake.printer.received(),
      dispose: () => transport.close(),
    };
  },
  virtual: async () => {
    const directory = await mkdtemp(join(tmpdir(), "virtual-printer-"));
    let current: VirtualPrinterBehaviour = "ok";
    const profile = printerProfiles["generic-80mm"];
    const transport = createVirtualTransport({ directory, profile, behaviour: () => current });
    return {
      transport,
      behave: async (behaviour) => {
        current = behaviour;
      },
      received: async () => {
        const names = (await readdir(directory)).filter((name) => name.endsWith(".bin")).toSorted();
        return Buffer.concat(await Promise.all(names.map((name) => readFile(join(directory, name)))));
      },
      dispose: async () => {
        await transport.close();
        await rm(directory, { recursive: true });
      },
    };
  },
};

export const printerBenchNames = Object.keys(benches);

/** An unknown name throws, so that a wrong setting cannot test nothing and pass. */
export const openPrinterBench = (name: string): Promise<PrinterBench> => {
  const open = benches[name];
  if (open === undefined) {
    throw new Error(`No printer transport is called "${name}"; there are ${printerBenchNames.join(", ")}`);
  }
  return open();
};
