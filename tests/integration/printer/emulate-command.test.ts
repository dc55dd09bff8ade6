/** `npm run emulate -- printer` as a person runs it: it tells where it is, obeys what is typed, and keeps what it prints. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { textBlock } from "../../../domain/receipt/receipt-document.ts";
import { encodeReceipt } from "../../../drivers/printer/escpos-encoder.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import { createTcpTransport } from "../../../drivers/printer/tcp-transport.ts";

const LONG = { timeoutMs: 30_000 };
let folder: string;
let program: ChildProcessWithoutNullStreams;
let said = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulate-"));
  const script = resolve(import.meta.dirname, "../../../scripts/emulate.ts");
  said = "";
  program = spawn(process.execPath, [
    script,
    "printer",
    "--port",
    "0",
    "--folder",
    folder,
    "--profile",
    "generic-58mm",
  ]);
  program.stdout.on("data", (text: Buffer) => (said += text.toString()));
});
afterEach(async () => {
  const gone = once(program, "exit");
  program.kill("SIGTERM");
  await gone;
  rmSync(folder, { recursive: true, force: true });
});

const hear = (words: RegExp) => expect.poll(() => said, { timeout: 30_000 }).toMatch(words);

it("prints, answers how it is, and runs out of paper when told", { timeout: 90_000 }, async () => {
  await hear(/Type how it behaves: .*paperEnd/);
  const port = Number(/tcp:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
  const transport = createTcpTransport({ host: "127.0.0.1", port, givesStatus: true });
  const bytes = encodeReceipt({
    document: { locale: "en", blocks: [textBlock("Milk")] },
    profile: printerProfiles["generic-58mm"],
    openDrawer: true,
    rasterizeLine: null,
  });
  expect(await transport.send(bytes, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
  await hear(/000001\.png: .*drawer opens \(pin 2, 50 ms\)/);
  expect(readFileSync(join(folder, "000001.txt"), "utf8")).toContain("Milk");
  expect(readFileSync(join(folder, "000001.png")).subarray(1, 4).toString()).toBe("PNG");
  program.stdin.write("paperEnd\n");
  await hear(/The printer is now: paperEnd/);
  expect(await transport.status(LONG)).toMatchObject({ reachable: true, cause: "paperEnd" });
  expect(await transport.send(bytes, LONG)).toMatchObject({ ok: false, error: { cause: "paperEnd" } });
  program.stdin.write("mystery\nok\n");
  await hear(/Known: ok, refuse/);
  await hear(/The printer is now: ok/);
  expect(await transport.status(LONG)).toMatchObject({ reachable: true, cause: null });
  await transport.close();
});
