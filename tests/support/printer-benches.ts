/** Every printer transport on a test bench: the transport, a printer that misbehaves on request, and what it received. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { printerProfiles } from "../../drivers/printer/printer-profile.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import { createFileTransport } from "../../drivers/printer/file-transport.ts";
import { createQueueTransport } from "../../drivers/printer/queue-transport.ts";
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
  file: async () => {
    const directory = await mkdtemp(join(tmpdir(), "file-printer-"));
    const [device, gone] = [join(directory, "lp0"), join(directory, "unplugged")];
    // A pipe with a name is what comes nearest to a printer's device; "r+" keeps it open between jobs.
    execFileSync("mkfifo", [device]);
    const chunks: Buffer[] = [];
    const paper = createReadStream(device, { flags: "r+" });
    paper.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
    await once(paper, "open");
    let sentBytes = 0;
    let plugged = true;
    const plain = createFileTransport(device);
    const transport: PrinterTransport = {
      ...plain,
      send: async (bytes, options) => {
        const sent = await plain.send(bytes, options);
        sentBytes += sent.ok ? bytes.length : 0;
        return sent;
      },
    };
    const received = (): Buffer => Buffer.concat(chunks);
    return {
      transport,
      behave: async (behaviour) => {
        const wanted = behaviour !== "refuse";
        if (plugged !== wanted) {
          plugged = wanted;
          await rename(...(wanted ? ([gone, device] as const) : ([device, gone] as const)));
        }
      },
      received: async () => {
        while (received().length < sentBytes) await once(paper, "data");
        return received();
      },
      dispose: async () => {
        await transport.close();
        paper.destroy();
        // A reading under way ends with a last byte; "r+" is a reader too, so that the pipe is never broken by then.
        await writeFile(plugged ? device : gone, "x", { flag: "r+" });
        await rm(directory, { recursive: true });
      },
    };
  },
  queue: async () => {
    const directory = await mkdtemp(join(tmpdir(), "queue-printer-"));
    const [mood, paper] = [join(directory, "mood"), join(directory, "paper")];
    // Programs of these names, as CUPS has them: one takes a job, the other tells of the queue.
    const script = (body: string): string =>
      `#!/bin/sh\ncase "$(cat '${mood}')" in\n  refuse) echo 'The printer or class does not exist.' >&2; exit 1;;\n  hang) exec sleep 30;;\nesac\n${body}\n`;
    await writeFile(paper, "");
    await writeFile(mood, "ok");
    await writeFile(join(directory, "lp"), script(`cat >> '${paper}'`), { mode: 0o755 });
    await writeFile(join(directory, "lpstat"), script("echo 'printer till is idle.'"), { mode: 0o755 });
    const pathBefore = process.env["PATH"];
    process.env["PATH"] = `${directory}${delimiter}${pathBefore ?? ""}`;
    const transport = createQueueTransport("till");
    return {
      transport,
      behave: (behaviour) => writeFile(mood, behaviour),
      received: () => readFile(paper),
      dispose: async () => {
        process.env["PATH"] = pathBefore;
        await transport.close();
        await rm(directory, { recursive: true });
      },
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

/** What a bench can act out, and whether its printer tells anything back: a device file and a queue only take bytes. */
export interface BenchTraits {
  readonly confirms: boolean;
  readonly acts: readonly BenchBehaviour[];
}

const TWO_WAY: BenchTraits = {
  confirms: true,
  acts: ["ok", "refuse", "hang", "reset", "paperEnd", "paperEndMidJob", "coverOpen", "silent"],
};

export const benchTraits = (name: string): BenchTraits =>
  ({
    file: { confirms: false, acts: ["ok", "refuse", "silent"] } as const,
    queue: { confirms: false, acts: ["ok", "refuse", "hang", "silent"] } as const,
  })[name] ?? TWO_WAY;

/** An unknown name throws, so that a wrong setting cannot test nothing and pass. */
export const openPrinterBench = (name: string): Promise<PrinterBench> => {
  const open = benches[name];
  if (open === undefined) {
    throw new Error(`No printer transport is called "${name}"; there are ${printerBenchNames.join(", ")}`);
  }
  return open();
};
