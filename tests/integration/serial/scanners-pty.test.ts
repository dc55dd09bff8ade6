/** Scanners on real pseudo terminals with the real serial library, on a whole till. Skipped where socat is missing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ScannerConfig } from "../../../contracts/ipc/serial-devices.ts";
import { realSerialPorts } from "../../../drivers/serial/serial-ports.ts";
import { hasSocat, pseudoDevice, type PseudoDevice } from "../../support/pseudo-terminal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const WAIT = { timeout: 20_000, interval: 20 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const config = (id: string, device: PseudoDevice, more: Partial<ScannerConfig> = {}): ScannerConfig => ({
  id,
  name: id,
  device: device.identity,
  baudRate: 9600,
  dataBits: 8,
  parity: "none",
  prefix: "",
  suffix: "",
  goodBeep: "",
  badBeep: "",
  ...more,
});

describe.runIf(hasSocat())("scanners on pseudo terminals", { timeout: 180_000 }, () => {
  let test: TestTill;
  let first: PseudoDevice;
  let second: PseudoDevice;

  beforeEach(async () => {
    test = openTestTill({ dataDir: ":memory:", serialPorts: realSerialPorts });
    await signIn(test, "manager");
    [first, second] = [await pseudoDevice(), await pseudoDevice()];
    await Promise.all([first.plugIn(), second.plugIn()]);
  });
  afterEach(async () => {
    await test.till.serialDevices.stop();
    await Promise.all([first.throwAway(), second.throwAway()]);
  });

  const assign = (...scanners: readonly ScannerConfig[]) =>
    test.must("serial.setConfig", {
      scanners,
      scale: null,
      display: null,
      keyboard: { prefix: "", suffix: "" },
    });
  const stateOf = (id: string) => test.till.devices().scanners.find((scanner) => scanner.id === id);
  const isOpen = (id: string) => expect.poll(() => stateOf(id)?.state, WAIT).toBe("open");
  const waiting = () => test.till.serialDevices.inbox.waiting();
  const arrived = (codes: readonly string[]) =>
    expect.poll(() => waiting().map(({ code }) => code), WAIT).toEqual(codes);

  it("fifty times unplugged and plugged in again lose no scan, and the till lives", async () => {
    await assign(config("counter", first));
    const sent: string[] = [];
    for (let cycle = 0; cycle < 50; cycle += 1) {
      await isOpen("counter");
      const codes = [`CYCLE${String(cycle)}A`, `CYCLE${String(cycle)}B`];
      sent.push(...codes);
      first.send(codes.map((code) => `${code}\r\n`).join(""));
      await arrived(sent);
      await first.unplug();
      await expect.poll(() => stateOf("counter")?.state, WAIT).toBe("away");
      await first.plugIn();
    }
    expect(test.bugs).toEqual([]);
  });

  it("two scanners at once keep their scans apart, each in its order", async () => {
    await assign(config("left", first), config("right", second));
    await Promise.all([isOpen("left"), isOpen("right")]);
    for (let count = 0; count < 100; count += 1) {
      first.send(`L${String(count)}\r`);
      second.send(`R${String(count)}\n`);
      await pause(5);
    }
    await expect.poll(() => waiting().length, WAIT).toBe(200);
    const of = (source: string) =>
      waiting()
        .filter((scan) => scan.source === source)
        .map(({ code }) => code);
    expect(of("left")).toEqual(Array.from({ length: 100 }, (_, count) => `L${String(count)}`));
    expect(of("right")).toEqual(Array.from({ length: 100 }, (_, count) => `R${String(count)}`));
  });

  it("garbage, half frames and a code of 4,000 characters are states, and the next scan counts", async () => {
    await assign(config("counter", first));
    await isOpen("counter");
    const problem = (expected: string | null) =>
      expect.poll(() => stateOf("counter")?.problem, WAIT).toBe(expected);
    first.send(Uint8Array.of(0xff, 0xfe, 0x80, 0x0d));
    await problem("garbage");
    first.send(`${"9".repeat(4000)}\r`);
    await problem("tooLong");
    first.send("40063");
    await pause(900);
    first.send("8690526000015\r");
    await arrived(["8690526000015"]);
    await problem(null);
    expect(await test.call("basket.scan", { code: "8690526000015" })).toMatchObject({ ok: true });
  });

  it("a device that floods is closed for a while, and the till keeps selling", async () => {
    await assign(config("broken", first), config("counter", second));
    await Promise.all([isOpen("broken"), isOpen("counter")]);
    const flood = Buffer.alloc(64_000, "5\n");
    const end = Date.now() + 3000;
    while (Date.now() < end && stateOf("broken")?.state !== "flooding") {
      first.send(flood);
      await pause(5);
    }
    await expect.poll(() => stateOf("broken")?.state, WAIT).toBe("flooding");
    expect(waiting().length).toBeLessThanOrEqual(500);
    for (const { id } of waiting()) {
      test.till.serialDevices.inbox.done(id, false);
    }
    second.send("8690526000015\r\n");
    await arrived(["8690526000015"]);
    expect(await test.call("basket.scan", { code: "8690526000015" })).toMatchObject({ ok: true });
  });

  it("a port that another program holds is told as taken, and used once it is free", async () => {
    const other = await realSerialPorts.open(first.identity.path, {
      baudRate: 9600,
      dataBits: 8,
      parity: "none",
    });
    await assign(config("counter", first));
    await expect.poll(() => stateOf("counter")?.state, WAIT).toBe("taken");
    expect(await test.call("basket.scan", { code: "8690526000015" })).toMatchObject({ ok: true });
    await new Promise((resolve) => other.close(resolve));
    await isOpen("counter");
    first.send("AFTER\r");
    await arrived(["AFTER"]);
  });

  it("a scanner that comes back under another port's name is found by what it is, with its settings", async () => {
    const kind = { vendorId: "05e0", productId: "1701", serialNumber: "S123" };
    let path = first.identity.path;
    const list = () => Promise.resolve([{ ...kind, path, manufacturer: null }]);
    const moved = openTestTill({ dataDir: ":memory:", serialPorts: { ...realSerialPorts, list } });
    await signIn(moved, "manager");
    await moved.must("serial.setConfig", {
      scanners: [config("counter", first, { device: { ...kind, path } })],
      scale: null,
      display: null,
      keyboard: { prefix: "", suffix: "" },
    });
    const state = () => moved.till.devices().scanners[0]?.state;
    await expect.poll(state, WAIT).toBe("open");
    await first.unplug();
    await expect.poll(state, WAIT).toBe("away");
    path = second.identity.path;
    await expect.poll(state, WAIT).toBe("open");
    second.send("MOVED\r");
    await expect
      .poll(() => moved.till.serialDevices.inbox.waiting().map(({ code }) => code), WAIT)
      .toEqual(["MOVED"]);
    await moved.till.serialDevices.stop();
    await moved.close();
  });

  it("beeps for a good and a bad scan with the bytes that are set", async () => {
    await assign(config("counter", first, { goodBeep: "07", badBeep: "15 15" }));
    await isOpen("counter");
    first.send("8690526000015\r");
    await arrived(["8690526000015"]);
    await test.must("scan.done", { id: waiting()[0]?.id ?? 0, good: true });
    await expect.poll(() => first.received().toString("hex"), WAIT).toBe("07");
    first.send("NOBODY\r");
    await arrived(["NOBODY"]);
    await test.must("scan.done", { id: waiting()[0]?.id ?? 0, good: false });
    await expect.poll(() => first.received().toString("hex"), WAIT).toBe("071515");
  });

  it("a scan that became a line is not added again by a page that was loaded anew", async () => {
    await assign(config("counter", first));
    await isOpen("counter");
    first.send("8690526000015\r8690526000022\r");
    await expect.poll(() => waiting().length, WAIT).toBe(2);
    const [one, two] = waiting();
    const scan = { code: one?.code ?? "", scanId: one?.id ?? 0 };
    expect(await test.must("basket.scan", scan)).toMatchObject({ kind: "lineAdded" });
    expect(await test.call("basket.scan", scan)).toMatchObject({ error: { type: "AlreadyScanned" } });
    expect(await test.must("scan.waiting", {})).toEqual([two]);
  });

  it("the settings are kept, and are audited", async () => {
    const wanted = config("counter", first, { prefix: "~" });
    await assign(wanted);
    expect(await test.must("serial.config", {})).toEqual({
      scanners: [wanted],
      scale: null,
      display: null,
      keyboard: { prefix: "", suffix: "" },
    });
    expect(test.till.audit.list({ limit: 3 }).map(({ action }) => action)).toContain("setting.serialDevices");
    await isOpen("counter");
    first.send("~CODE\r");
    await arrived(["CODE"]);
  });
});
