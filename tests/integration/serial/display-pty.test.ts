/** A customer display on a pseudo terminal with the real serial library, on a whole till. Skipped where socat is missing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DisplayConfig } from "../../../contracts/ipc/serial-devices.ts";
import { realSerialPorts } from "../../../drivers/serial/serial-ports.ts";
import { hasSocat, pseudoDevice, type PseudoDevice } from "../../support/pseudo-terminal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const WAIT = { timeout: 20_000, interval: 20 };

/** What stands on a CD5220 display that got these bytes. */
const linesOn = (bytes: Buffer): readonly string[] => {
  const text = bytes.subarray(bytes.lastIndexOf(0x0c) + 1).toString("latin1");
  return ["A", "B"].map((row) => {
    const written = [...text.matchAll(new RegExp(`\\u001bQ${row}(.{20})\\r`, "g"))];
    return written.at(-1)?.[1]?.trim() ?? "";
  });
};

describe.runIf(hasSocat())("a customer display on a pseudo terminal", { timeout: 120_000 }, () => {
  let test: TestTill;
  let device: PseudoDevice;

  beforeEach(async () => {
    device = await pseudoDevice();
    await device.plugIn();
    test = openTestTill({ dataDir: ":memory:", serialPorts: realSerialPorts });
    await signIn(test, "manager");
  });

  afterEach(async () => {
    await test.till.serialDevices.stop();
    await test.close();
    await device.throwAway();
  });

  const setUp = async (more: Partial<DisplayConfig> = {}): Promise<void> => {
    await test.must("serial.setConfig", {
      scanners: [],
      scale: null,
      display: {
        name: "Display",
        device: device.identity,
        baudRate: 9600,
        dataBits: 8,
        parity: "none",
        protocol: "cd5220",
        codePage: "ASCII",
        welcome: { upper: "Hoş geldiniz", lower: "" },
        ...more,
      },
      keyboard: { prefix: "", suffix: "" },
    });
    await expect.poll(() => test.till.devices().display?.state, WAIT).toBe("open");
  };
  const shows = (...lines: readonly string[]) =>
    expect.poll(() => linesOn(device.received()), WAIT).toEqual(lines);

  it("welcomes, names each item and the total, what is due and the change, and welcomes again", async () => {
    await setUp();
    await shows("Hos geldiniz", "");
    await test.must("basket.scan", { code: "BAKERY-001" });
    await shows("Simit          15,00", "TOPLAM         15,00");
    await test.must("basket.scan", { code: "BAKERY-001" });
    await shows("2 x Simit      30,00", "TOPLAM         30,00");
    await test.must("payment.cash", { tenderedMinor: 1000 });
    await shows("TOPLAM         30,00", "ODENECEK       20,00");
    await test.must("payment.cash", { tenderedMinor: 2500 });
    await shows("TOPLAM         30,00", "Para ustu       5,00");
    test.timers.fire();
    await shows("Hos geldiniz", "");
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("basket.void", { reason: "gone" });
    await shows("Hos geldiniz", "");
    expect(test.bugs).toEqual([]);
  });

  it("that is unplugged is told, holds up nothing, and shows what is true when it is back", async () => {
    await setUp({ protocol: "escpos" });
    await device.unplug();
    await expect.poll(() => test.till.devices().display?.state, WAIT).toBe("away");
    for (let count = 0; count < 20; count += 1) {
      await test.must("basket.scan", { code: "BAKERY-001" });
    }
    await device.plugIn();
    await expect
      .poll(() => device.received().toString("latin1"), WAIT)
      .toContain("\u000b20 x Simit    300,00\u001f$\u0001\u0002TOPLAM        300,00");
    // One picture, not the twenty that were true once.
    expect(device.received().toString("latin1")).not.toContain("19 x Simit");
  });

  it("shows letters and a figure as a test; a till without one says so", async () => {
    expect(await test.must("display.test", {})).toBe(false);
    await setUp();
    expect(await test.must("display.test", {})).toBe(true);
    await shows("CGIOSU cgiosu n e ss", "TOPLAM      1.234,50");
  });
});
