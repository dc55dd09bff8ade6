import { describe, expect, it } from "vitest";
import { createSerialTransport } from "../../../../drivers/printer/serial-transport.ts";
import { startFakeSerialPrinter } from "../../../support/fake-serial-printer.ts";

const LONG = { timeoutMs: 20_000 };
const job = new Uint8Array(300).fill(0x41);
const settings = { baudRate: 38_400, rtscts: false, givesStatus: true };

describe("a serial printer", () => {
  it("survives fifty times of being unplugged in the middle of a job and plugged in again", async () => {
    const fake = startFakeSerialPrinter("/dev/fake-unplugged");
    const transport = createSerialTransport({ ...settings, path: fake.path }, fake.openPort);
    for (let cycle = 0; cycle < 50; cycle += 1) {
      fake.printer.behaviour = "reset";
      expect(await transport.send(job, LONG)).toMatchObject({ ok: false, error: { certainty: "maybeSent" } });
      fake.printer.behaviour = "ok";
      expect(await transport.send(job, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
    }
    await transport.close();
  });

  it("opens its port once for many jobs", async () => {
    const fake = startFakeSerialPrinter("/dev/fake-kept-open");
    let opened = 0;
    const transport = createSerialTransport({ ...settings, path: fake.path }, (options) => {
      opened += 1;
      return fake.openPort(options);
    });
    for (let count = 0; count < 5; count += 1) {
      expect(await transport.send(job, LONG)).toMatchObject({ ok: true });
    }
    expect(opened).toBe(1);
    await transport.close();
  });

  it("that does not exist is offline, with the real library", async () => {
    const transport = createSerialTransport({ ...settings, path: "/dev/no-such-printer" });
    expect(await transport.send(job, LONG)).toMatchObject({
      ok: false,
      error: { cause: "offline", certainty: "nothingSent" },
    });
    await transport.close();
  });

  it("whose port never opens fails in time, and the port is closed should it open later", async () => {
    const fake = startFakeSerialPrinter("/dev/fake-late");
    const { promise, resolve } = Promise.withResolvers<void>();
    const ports: { readonly isOpen: boolean }[] = [];
    const transport = createSerialTransport({ ...settings, path: fake.path }, async (options) => {
      await promise;
      const port = await fake.openPort(options);
      ports.push(port);
      return port;
    });
    expect(await transport.send(job, { timeoutMs: 50 })).toMatchObject({
      ok: false,
      error: { cause: "offline" },
    });
    resolve();
    await expect.poll(() => ports.map((port) => port.isOpen)).toEqual([false]);
  });
});
