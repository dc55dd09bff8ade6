/**
 * Owns `npm run emulate -- printer [--port 9100] [--folder DIR] [--profile NAME]`: a receipt printer for this machine's
 * till. What is typed in says how it behaves; an empty line lists the words.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { printerProfiles } from "../drivers/printer/printer-profile.ts";
import { PRINTER_BEHAVIOURS, type PrinterBehaviour } from "./emulate/printer-brain.ts";
import { startEmulatedPrinter } from "./emulate/printer-server.ts";

const PROFILES = Object.keys(printerProfiles);
const USAGE = `usage: npm run emulate -- printer [--port 9100] [--folder DIR] [--profile ${PROFILES.join(" | ")}]`;

const fail = (line: string): never => {
  console.error(line);
  process.exit(2);
};

const readOptions = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: "string", default: "9100" },
        folder: { type: "string", default: ".data/emulated-printer" },
        profile: { type: "string", default: "epson-80mm" },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
};

const { values, positionals } = readOptions();
const port = Number(values.port);
const profile = Object.entries(printerProfiles).find(([name]) => name === values.profile)?.[1];
if (positionals.length !== 1 || positionals[0] !== "printer") fail(USAGE);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port: expected 0 to 65535, got ${values.port}`);
if (profile === undefined) {
  fail(`--profile: expected one of ${PROFILES.join(", ")}, got ${values.profile}`);
} else {
  const printer = await startEmulatedPrinter({
    port,
    folder: values.folder,
    profile,
    say: (line) => console.log(line),
  }).catch((error: unknown) => fail(`Port ${String(port)} cannot be used: ${String(error)}`));
  console.log(`An emulated ${profile.name} printer. Start the till with:`);
  console.log(`  TILLWRIGHT_PRINTER=tcp://127.0.0.1:${String(printer.port)} npm start`);
  console.log(`Type how it behaves: ${PRINTER_BEHAVIOURS.join(", ")}. Jobs are kept in ${values.folder}.`);
  const isBehaviour = (word: string): word is PrinterBehaviour =>
    (PRINTER_BEHAVIOURS as readonly string[]).includes(word);
  createInterface({ input: process.stdin }).on("line", (line) => {
    const word = line.trim();
    if (isBehaviour(word)) void printer.behave(word);
    else console.log(`Known: ${PRINTER_BEHAVIOURS.join(", ")}`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => void printer.close().then(() => process.exit(0)));
  }
}
