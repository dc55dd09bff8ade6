/**
 * Owns an emulated network printer: a port on this machine that behaves like a receipt printer, well or badly, and a
 * folder with each job as bytes, as text and as a picture. For looking at receipts and at what a till does in trouble.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { PrinterProfile } from "../../drivers/printer/printer-profile.ts";
import { readEscpos, type PrinterAction } from "../../drivers/printer/read-escpos.ts";
import { openLocalPort } from "./local-port.ts";
import { paperPicture } from "./paper-picture.ts";
import { createPrinterBrain, type PrinterBehaviour } from "./printer-brain.ts";

export interface EmulatedPrinterOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly folder: string;
  readonly profile: PrinterProfile;
  /** One line for each thing that happens. */
  readonly say: (line: string) => void;
}

export interface EmulatedPrinter {
  readonly port: number;
  readonly behave: (behaviour: PrinterBehaviour) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const startEmulatedPrinter = async (options: EmulatedPrinterOptions): Promise<EmulatedPrinter> => {
  mkdirSync(options.folder, { recursive: true });
  const printer = createPrinterBrain((job) => keepJob(job, options));
  const serve = (socket: Socket): void => {
    socket.on("close", printer.endConnection);
    printer.startConnection();
    if (printer.behaviour === "hang") {
      socket.pause();
      return;
    }
    socket.on("data", (bytes) => {
      const { reply, ends } = printer.take(bytes);
      socket.write(reply);
      if (ends === "reset") socket.resetAndDestroy();
      if (ends === "inGoodOrder") socket.end();
    });
  };
  const { port, setOpen } = await openLocalPort(options.port, serve);
  return {
    port,
    behave: async (behaviour) => {
      printer.behaviour = behaviour;
      await setOpen(behaviour !== "refuse");
      options.say(`The printer is now: ${behaviour}`);
    },
    close: () => setOpen(false),
  };
};

/** Numbers continue after a restart; a job is never overwritten. */
const nextNumber = (folder: string): string => {
  const numbers = readdirSync(folder).map((name) => Number(/^(\d+)\.bin$/.exec(name)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(6, "0");
};

const keepJob = (job: Uint8Array, { folder, profile, say }: EmulatedPrinterOptions): void => {
  const name = join(folder, nextNumber(folder));
  const { lines, actions } = readEscpos(job, profile);
  writeFileSync(`${name}.bin`, job, { flag: "wx" });
  writeFileSync(`${name}.txt`, [...lines, ""].join("\n"), { flag: "wx" });
  writeFileSync(`${name}.png`, paperPicture(job, profile), { flag: "wx" });
  const done = actions.map(actionWords).filter((words) => words !== null);
  say([`${name}.png: ${String(lines.length)} lines`, ...done].join(", "));
};

const actionWords = (action: PrinterAction): string | null => {
  switch (action.kind) {
    case "drawer":
      return `drawer opens (pin ${String(action.pin)}, ${String(action.onMs)} ms)`;
    case "cut":
      return "cut";
    case "unknown":
      return `unknown command ${action.hex} at ${String(action.offset)}`;
    case "barcode":
    case "qr":
    case "raster":
      return null;
  }
};
