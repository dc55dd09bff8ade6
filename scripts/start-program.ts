/**
 * Owns running a till as our child: its words are shown, our signals reach it, its exit code is ours.
 * A browser host's first line is JSON with its address, which is printed for a person and opened when wanted.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { openAddress } from "./open-address.ts";

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What to do with the address of a browser host; null when the program has none. */
  readonly onReady: "open" | "print" | null;
}

export const startProgram = (program: Program): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(program.file, program.args, {
      env: { ...process.env, ...program.env },
      stdio: ["inherit", "pipe", "inherit"],
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => child.kill(signal));
    const lines = createInterface({ input: child.stdout });
    if (program.onReady === null) lines.on("line", (line) => console.log(line));
    else lines.once("line", (line) => showAddress(line, program.onReady === "open"));
    child.once("error", (error) => {
      process.stderr.write(`${program.file} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });

const showAddress = (line: string, open: boolean): void => {
  const { url } = JSON.parse(line) as { readonly url: string };
  console.log(`The till is open: ${url}  (Ctrl+C closes it)`);
  if (open) openAddress(url);
};
