/** A scale on a real pseudo terminal with the real serial library, on a whole till. Skipped where socat is missing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DevicesView } from "../../../contracts/ipc/devices.ts";
import type { ScaleConfig } from "../../../contracts/ipc/serial-devices.ts";
import { realSerialPorts } from "../../../drivers/serial/serial-ports.ts";
import { hasSocat, pseudoDevice, type PseudoDevice } from "../../support/pseudo-terminal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const WAIT = { timeout: 20_000, interval: 20 };

/** The frame that the maker's document describes, with its check character. */
const casFrame = (body: string): string => {
  const bcc = [...body].reduce((sum, character) => sum ^ character.charCodeAt(0), 0);
  return `\u0001\u0002${body}${String.fromCharCode(bcc)}\u0003\u0004`;
};

describe.runIf(hasSocat())("a scale on a pseudo terminal", { timeout: 120_000 }, () => {
  let test: TestTill;
  let device: PseudoDevice;
  /** The state in each push to the screens. */
  let told: (DevicesView["scale"] | undefined)[] = [];
  const tomatoes = (): number => test.till.products.findBySku("101")?.id ?? 0;

  beforeEach(async () => {
    told = [];
    const onDevicesChange = (): number => told.push(test.till.devices().scale);
    test = openTestTill({ dataDir: ":memory:", serialPorts: realSerialPorts, onDevicesChange });
    await signIn(test, "manager");
    device = await pseudoDevice();
    await device.plugIn();
  });
  afterEach(async () => {
    await test.till.serialDevices.stop();
    await device.throwAway();
  });

  const assign = async (protocol: ScaleConfig["protocol"], zero = ""): Promise<void> => {
    const scale: ScaleConfig = {
      name: "scale",
      device: device.identity,
      baudRate: 9600,
      dataBits: 8,
      parity: "none",
      protocol,
      zero,
    };
    await test.must("serial.setConfig", {
      scanners: [],
      scale,
      display: null,
      keyboard: { prefix: "", suffix: "" },
    });
    await expect.poll(() => test.till.devices().scale?.state, WAIT).toBe("open");
  };
  const reads = (expected: object | null) =>
    expect.poll(() => test.till.serialDevices.reading(), WAIT).toEqual(expected);
  const weight = (weightMilli: number, isStable = true, tareMilli = 0) => ({
    weightMilli,
    isStable,
    problem: null,
    tareMilli,
  });
  const audited = (): readonly string[] => test.till.audit.list({ limit: 10 }).map(({ action }) => action);

  it("answers W as NCI scales do, in motion and stable", async () => {
    let answer = "\n  1.250kg\r\n10\r\u0003";
    device.answer = (bytes) => (bytes.toString("latin1").includes("W") ? answer : null);
    await assign("nci");
    await reads(weight(1250, false));
    answer = "\n  1.254kg\r\n00\r\u0003";
    await reads(weight(1254));
    await test.must("scale.zero", {});
    await expect.poll(() => device.received().includes("Z\r"), WAIT).toBe(true);
  });

  it("answers ENQ and DC1 as CAS scales do; a frame with a wrong check character is none", async () => {
    let frame = casFrame("S 00.345kg");
    device.answer = (bytes) => (bytes.includes(0x11) ? frame : bytes.includes(0x05) ? "\u0006" : null);
    await assign("cas");
    await reads(weight(345));
    frame = frame.replace("345", "945");
    await reads(null);
  });

  it("is zeroed by the command that its maker gave it, and not at all where there is none", async () => {
    await assign("continuous");
    expect(test.till.devices().scale).toMatchObject({ zeroes: false });
    expect(await test.call("scale.zero", {})).toMatchObject({ error: { type: "ScaleNotReady" } });
    await assign("continuous", "30 31 4D 5A 0D 0A");
    expect(test.till.devices().scale).toMatchObject({ zeroes: true });
    await test.must("scale.zero", {});
    await expect.poll(() => device.received().toString("latin1"), WAIT).toContain("01MZ\r\n");
    await device.unplug();
    await expect.poll(() => test.till.devices().scale?.state, WAIT).toBe("away");
    expect(await test.call("scale.zero", {})).toMatchObject({ error: { type: "ScaleNotReady" } });
  });

  it("in motion, overloaded and in noise says so, and has no weight to sell by", async () => {
    let frame = casFrame("U 00.345kg");
    device.answer = (bytes) => (bytes.includes(0x11) ? frame : bytes.includes(0x05) ? "\u0006" : null);
    await assign("cas");
    await reads(weight(345, false));
    frame = casFrame("SF------kg");
    await reads({ weightMilli: null, isStable: false, problem: "overload", tareMilli: 0 });
    frame = `${casFrame("S 00.500kg").slice(0, 9)}\u0000\u00FF\u0055`;
    await reads(null);
    frame = casFrame("S 00.500kg");
    await reads(weight(500));
  });

  it("sells what lies on it, less the tare, and tells a weight that was typed instead", async () => {
    await assign("continuous");
    const stream = setInterval(() => device.send(line), 50);
    let line = "ST,GS,  0.200kg\r\n";
    try {
      await reads(weight(200));
      await test.must("scale.tare", { on: true });
      line = "ST,GS,  1.200kg\r\n";
      await reads(weight(1000, true, 200));
      const taken = { productId: tomatoes(), quantityMilli: 1000, fromScale: true };
      expect(await test.must("basket.addProduct", taken)).toMatchObject({ totalMinor: 4990 });
      expect(audited()).not.toContain("weight.typed");
      await test.must("basket.addProduct", { productId: tomatoes(), quantityMilli: 900 });
      expect(audited().filter((action) => action === "weight.typed")).toHaveLength(1);
      // What a screen says came from the scale is compared with what lies there.
      await test.must("basket.addProduct", { ...taken, quantityMilli: 900 });
      expect(audited().filter((action) => action === "weight.typed")).toHaveLength(2);
      line = "ST,GS,  0.100kg\r\n";
      await reads({ weightMilli: null, isStable: true, problem: "underZero", tareMilli: 200 });
    } finally {
      clearInterval(stream);
    }
  });

  it("that falls silent or is unplugged has no weight, and has one again later", async () => {
    await assign("continuous");
    device.send("ST,GS,  0.500kg\r\n");
    await reads(weight(500));
    await reads(null);
    const isTold = (scale: object) => expect.poll(() => told.at(-1), WAIT).toMatchObject(scale);
    await isTold({ state: "open", isSilent: true });
    device.send("ST,GS,  0.500kg\r\n");
    await isTold({ state: "open", isSilent: false });
    await device.unplug();
    await isTold({ state: "away", isSilent: false });
    await device.plugIn();
    await isTold({ state: "open" });
    device.send("\u0000garbage\r\nUS,GS,- 0.010kg\r\nST,GS,  0.750kg\r\n");
    await reads(weight(750));
  });
});
