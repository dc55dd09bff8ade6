import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PrinterTransport } from "../../../../drivers/printer/printer-transport.ts";
import { createTcpTransport } from "../../../../drivers/printer/tcp-transport.ts";
import type { PrinterBehaviour } from "../../../../scripts/emulate/printer-brain.ts";
import { startFakeTcpPrinter, type FakeTcpPrinter } from "../../../support/fake-tcp-printer.ts";

const job = new Uint8Array(500).fill(0x41);
const LONG = { timeoutMs: 20_000 };

describe("a network printer", () => {
  let fake: FakeTcpPrinter;
  let transport: PrinterTransport;

  beforeEach(async () => {
    fake = await startFakeTcpPrinter();
    transport = createTcpTransport({ host: fake.host, port: fake.port, givesStatus: true });
  });
  afterEach(async () => {
    await transport.close();
    await fake.switchOff();
  });

  it.each<[PrinterBehaviour, object]>([
    ["cutter", { ok: false, error: { cause: "cutter", certainty: "nothingSent" } }],
    ["paperNearEnd", { ok: true, value: { confirmed: true, paperNearEnd: true } }],
    ["hungUpAfterJob", { ok: true, value: { confirmed: true } }],
  ])("that is %s", async (behaviour, expected) => {
    fake.printer.behaviour = behaviour;
    expect(await transport.send(job, LONG)).toMatchObject(expected);
  });

  it("that goes deaf during the job may have printed it", async () => {
    fake.printer.behaviour = "deaf";
    expect(await transport.send(job, { timeoutMs: 1_500 })).toMatchObject({
      ok: false,
      error: { cause: "timeout", certainty: "maybeSent" },
    });
  });

  it("without status gets jobs bare of questions, and confirms none", async () => {
    const plain = createTcpTransport({ host: fake.host, port: fake.port, givesStatus: false });
    fake.printer.behaviour = "deaf";
    expect(await plain.send(job, LONG)).toEqual({
      ok: true,
      value: { confirmed: false, paperNearEnd: false },
    });
    expect(await plain.status(LONG)).toMatchObject({ reachable: true, known: false, cause: null });
  });

  it("whose name nobody knows is offline", async () => {
    const lost = createTcpTransport({ host: "printer.invalid", port: 9100, givesStatus: true });
    expect(await lost.send(job, LONG)).toMatchObject({
      ok: false,
      error: { certainty: "nothingSent", cause: "offline" },
    });
  });

  it("takes a long job that fills every buffer", async () => {
    const long = new Uint8Array(3_000_000).fill(0x42);
    expect(await transport.send(long, LONG)).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(fake.printer.received().length).toBe(long.length);
  });
});
