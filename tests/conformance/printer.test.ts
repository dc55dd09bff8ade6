import { afterEach, describe, expect, it } from "vitest";
import {
  benchTraits,
  openPrinterBench,
  printerBenchNames,
  type BenchBehaviour,
  type PrinterBench,
} from "../support/printer-benches.ts";

const job = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => 0x20 + (index % 90));
const LONG = { timeoutMs: 20_000 };
/** Long enough to reach the fake printer, short enough to wait for in full. */
const SHORT = { timeoutMs: 500 };

/** TRANSPORT=tcp tests one; by default all are. */
const chosen = process.env["TRANSPORT"];

it("refuses a transport that does not exist", () => {
  expect(() => openPrinterBench("parallel")).toThrow('No printer transport is called "parallel"');
});

describe.each(chosen === undefined ? printerBenchNames : [chosen])("printer transport %s", (name) => {
  const { confirms, acts } = benchTraits(name);
  const acted = <T extends BenchBehaviour | readonly [BenchBehaviour, ...unknown[]]>(cases: readonly T[]) =>
    cases.filter((entry) => acts.includes(typeof entry === "string" ? entry : entry[0]));
  let bench: PrinterBench | null = null;
  const open = async (behaviour: BenchBehaviour): Promise<PrinterBench> => {
    bench = await openPrinterBench(name);
    await bench.behave(behaviour);
    return bench;
  };
  afterEach(async () => {
    await bench?.dispose();
    bench = null;
  });

  it("delivers a job once, byte for byte, and calls it confirmed only if the printer tells", async () => {
    const { transport, received } = await open("ok");
    const sent = await transport.send(job(5000), LONG);
    expect(sent).toEqual({ ok: true, value: { confirmed: confirms, paperNearEnd: false } });
    expect(Buffer.from(await received()).equals(Buffer.from(job(5000)))).toBe(true);
  });

  it("takes jobs one after the other, however they come", async () => {
    const { transport, received } = await open("ok");
    const jobs = [job(300), job(200), job(100)];
    const sent = await Promise.all(jobs.map((bytes) => transport.send(bytes, LONG)));
    expect(sent.every((result) => result.ok && result.value.confirmed === confirms)).toBe(true);
    expect(Buffer.from(await received()).equals(Buffer.concat(jobs))).toBe(true);
  });

  const untouched = acted<readonly [BenchBehaviour, readonly string[]]>([
    ["refuse", ["refused", "offline"]],
    ["hang", ["timeout"]],
    ["paperEnd", ["paperEnd"]],
    ["coverOpen", ["coverOpen"]],
  ]);
  // Whether a queue that hangs has taken the job, nobody can say.
  it.each(untouched.filter(([behaviour]) => confirms || behaviour !== "hang"))(
    "with a printer that is %s says that nothing was sent, and is right",
    async (behaviour, causes) => {
      const { transport, behave, received } = await open(behaviour);
      const sent = await transport.send(job(500), behaviour === "hang" ? SHORT : LONG);
      expect(sent).toMatchObject({ ok: false, error: { type: "PrintFailure", certainty: "nothingSent" } });
      expect(causes).toContain(sent.ok ? "" : sent.error.cause);
      await behave("ok");
      expect((await received()).length).toBe(0);
    },
  );

  const halfway = acted<readonly [BenchBehaviour, readonly string[]]>([
    ["reset", ["reset", "offline"]],
    ["paperEndMidJob", ["paperEnd"]],
  ]);
  it.each(halfway)("with %s says that the job may be on paper", async (behaviour, causes) => {
    const { transport } = await open(behaviour);
    const sent = await transport.send(job(500), LONG);
    expect(sent).toMatchObject({ ok: false, error: { certainty: "maybeSent" } });
    expect(causes).toContain(sent.ok ? "" : sent.error.cause);
  });

  it("does not call a job confirmed that the printer did not confirm", async () => {
    const { transport } = await open("silent");
    const sent = await transport.send(job(500), { timeoutMs: 1_000 });
    expect(sent).toEqual({ ok: true, value: { confirmed: false, paperNearEnd: false } });
  });

  it.each(acted<BenchBehaviour>(["refuse", "hang", "reset", "paperEnd"]))(
    "works again after %s",
    async (behaviour) => {
      const { transport, behave } = await open(behaviour);
      await transport.send(job(500), behaviour === "hang" ? SHORT : LONG);
      await behave("ok");
      expect(await transport.send(job(300), LONG)).toMatchObject({
        ok: true,
        value: { confirmed: confirms },
      });
    },
  );

  const states = acted<readonly [BenchBehaviour, object]>([
    ["ok", { reachable: true, known: confirms, cause: null }],
    ["paperEnd", { reachable: true, known: true, cause: "paperEnd" }],
    ["coverOpen", { reachable: true, known: true, cause: "coverOpen" }],
    ["refuse", { reachable: false }],
    ["hang", { reachable: false, cause: "timeout" }],
  ]);
  it.each(states)("tells the status of a printer that is %s", async (behaviour, expected) => {
    const { transport } = await open(behaviour);
    expect(await transport.status(behaviour === "hang" ? SHORT : LONG)).toMatchObject(expected);
  });

  it.runIf(acts.includes("hang"))(
    "ends a job under way when it is closed, and takes none afterwards",
    async () => {
      const { transport } = await open("hang");
      const under = transport.send(job(100), LONG);
      await transport.close();
      expect(await under).toMatchObject({ ok: false });
      expect(await transport.send(job(100), LONG)).toMatchObject({
        ok: false,
        error: { cause: "driver", certainty: "nothingSent" },
      });
    },
  );
});
