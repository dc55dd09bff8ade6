/**
 * Owns `npm run emulate -- printer|terminal`: a receipt printer or a card terminal for this machine's till. What is typed
 * in says how it behaves; an empty line lists the words.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { printerProfiles } from "../drivers/printer/printer-profile.ts";
import { PRINTER_BEHAVIOURS } from "./emulate/printer-brain.ts";
import { startEmulatedPrinter } from "./emulate/printer-server.ts";
import { TERMINAL_BEHAVIOURS } from "./emulate/terminal-brain.ts";
import { startEmulatedTerminal } from "./emulate/terminal-server.ts";

const PROFILES = Object.keys(printerProfiles);
const USAGE = `usage: npm run emulate -- printer [--port 9100] [--folder DIR] [--profile ${PROFILES.join(" | ")}]
       npm run emulate -- terminal [--port 9200]`;

const fail = (line: string): never => {
  console.error(line);
  process.exit(2);
};

const readOptions = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: "string" },
        folder: { type: "string", default: ".data/emulated-printer" },
        profile: { type: "string", default: "epson-80mm" },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
};

const { values, positionals } = readOptions();

const portOr = (usual: number): number => {
  const port = Number(values.port ?? usual);
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? port
    : fail(`--port: expected 0 to 65535, got ${String(values.port)}`);
};

interface Emulated<B extends string> {
  readonly port: number;
  readonly behave: (behaviour: B) => Promise<void>;
  readonly close: () => Promise<void>;
}

const startOrFail = <E>(port: number, started: Promise<E>): Promise<E> =>
  started.catch((error: unknown) => fail(`Port ${String(port)} cannot be used: ${String(error)}`));

/** `more`: words that do something else than set a behaviour. */
const obey = <B extends string>(
  device: Emulated<B>,
  behaviours: readonly B[],
  more: Readonly<Record<string, () => void>> = {},
): void => {
  createInterface({ input: process.stdin }).on("line", (line) => {
    const word = line.trim();
    const behaviour = behaviours.find((each) => each === word);
    if (behaviour !== undefined) void device.behave(behaviour);
    else if (Object.hasOwn(more, word)) more[word]?.();
    else console.log(`Known: ${[...behaviours, ...Object.keys(more)].join(", ")}`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => void device.close().then(() => process.exit(0)));
  }
};

const say = (line: string): void => console.log(line);

const emulatePrinter = async (): Promise<void> => {
  const port = portOr(9100);
  const { folder } = values;
  const profile = Object.entries(printerProfiles).find(([name]) => name === values.profile)?.[1];
  if (profile === undefined) {
    return fail(`--profile: expected one of ${PROFILES.join(", ")}, got ${values.profile}`);
  }
  const printer = await startOrFail(port, startEmulatedPrinter({ port, folder, profile, say }));
  say(`An emulated ${profile.name} printer. Start the till with:`);
  say(`  TILLWRIGHT_PRINTER=tcp://127.0.0.1:${String(printer.port)} npm start`);
  say(`Type how it behaves: ${PRINTER_BEHAVIOURS.join(", ")}. Jobs are kept in ${folder}.`);
  obey(printer, PRINTER_BEHAVIOURS);
};

const emulateTerminal = async (): Promise<void> => {
  const port = portOr(9200);
  const terminal = await startOrFail(port, startEmulatedTerminal({ port, say }));
  say("An emulated card terminal: it charges nothing. Start the till with:");
  say(`  TILLWRIGHT_TERMINAL=tcp://127.0.0.1:${String(terminal.port)} npm start`);
  say(`Type how it behaves: ${TERMINAL_BEHAVIOURS.join(", ")}; "answer" sends the late answers.`);
  obey(terminal, TERMINAL_BEHAVIOURS, { answer: terminal.answerLate });
};

if (positionals.length === 1 && positionals[0] === "printer") await emulatePrinter();
else if (positionals.length === 1 && positionals[0] === "terminal") await emulateTerminal();
else fail(USAGE);
