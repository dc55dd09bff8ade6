import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSerialTransport } from "../../../drivers/printer/serial-transport.ts";
import { startFakeTcpPrinter, type FakeTcpPrinter } from "../../support/fake-tcp-printer.ts";

const LONG = { timeoutMs: 20_000 };

const hasSocat = (): boolean => {
  try {
    execFileSync("socat", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** The real serial library on a real pseudo terminal, which socat connects to a fake printer. */
describe.runIf(hasSocat())("a serial printer on a pseudo terminal", () => {
  let fake: FakeTcpPrinter;
  let directory: string;
  let path: string;
  let socat: ChildProcess;

  const plugIn = async (): Promise<void> => {
    socat = spawn("socat", [`pty,raw,echo=0,link=${path}`, `tcp:${fake.host}:${fake.port}`], {
      stdio: "ignore",
    });
    await expect.poll(() => existsSync(path), { timeout: 10_000 }).toBe(true);
  };
  const unplug = (): Promise<void> =>
    new Promise((resolve) => {
      socat.once("exit", () => resolve());
      socat.kill();
    });

  beforeEach(async () => {
    fake = await startFakeTcpPrinter();
    directory = await mkdtemp(join(tmpdir(), "serial-printer-"));
    path = join(directory, "printer");
    await plugIn();
  });
  afterEach(async () => {
    await unplug();
    await fake.switchOff();
    await rm(directory, { recursive: true });
  });

  const open = () => createSerialTransport({ path, baudRate: 115_200, rtscts: false, givesStatus: true });

  it("prints, and says that it is confirmed", async () => {
    const transport = open();
    const job = Uint8Array.from({ length: 3000 }, (_, index) => 0x20 + (index % 90));
    expect(await transport.send(job, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(Buffer.from(fake.printer.received()).equals(Buffer.from(job))).toBe(true);
    await transport.close();
  });

  it("tells paper end", async () => {
    const transport = open();
    fake.printer.behaviour = "paperEnd";
    expect(await transport.status(LONG)).toMatchObject({ reachable: true, cause: "paperEnd" });
    await transport.close();
  });

  it("works again after it was unplugged and plugged in", async () => {
    const transport = open();
    const job = new Uint8Array(200).fill(0x41);
    expect(await transport.send(job, LONG)).toMatchObject({ ok: true });
    await unplug();
    expect(await transport.send(job, { timeoutMs: 1_000 })).toMatchObject({ ok: false });
    await plugIn();
    expect(await transport.send(job, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
    await transport.close();
  });
});
