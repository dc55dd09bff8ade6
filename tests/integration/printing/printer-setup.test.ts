/** Choosing the receipt printer while the till runs, with emulated printers on real ports. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { USUAL_DRAWER, VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import { realSerialPorts } from "../../../drivers/serial/serial-ports.ts";
import { PRINTER_SETTING, storedPrinterSetup } from "../../../electron/services/devices/printer-setup.ts";
import { createPrinterBrain } from "../../../scripts/emulate/printer-brain.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";
import { hasSocat, pseudoDevice } from "../../support/pseudo-terminal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const emulated = async (): Promise<
  EmulatedPrinter & { readonly folder: string; readonly papers: () => number }
> => {
  const folder = mkdtempSync(join(tmpdir(), "printer-setup-"));
  const profile = printerProfiles["generic-58mm"];
  const printer = await startEmulatedPrinter({ port: 0, folder, profile, say: () => {} });
  open.push(async () => {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...printer,
    folder,
    papers: () => readdirSync(folder).filter((name) => name.endsWith(".png")).length,
  };
};

const openTill = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  open.push(() => test.close());
  test.watchPrinter();
  await signIn(test, "manager");
  return test;
};

const at = ({ port }: EmulatedPrinter): string => `tcp://127.0.0.1:${String(port)}`;
const testPage = async (test: TestTill): Promise<string> => {
  const { printJobId } = await test.must("devices.testPrint", {});
  for (;;) {
    const job = (await test.must("print.jobs", { limit: 5 })).find(({ id }) => id === printJobId);
    if (job !== undefined && job.state !== "queued" && job.state !== "sent") return job.state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

it("prints on the chosen printer at once, and keeps the choice", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const wanted = { ...VIRTUAL_PRINTER, address: at(printer), profile: "generic-58mm" };
  expect(await test.must("devices.setPrinter", wanted)).toMatchObject({ ...wanted, isFixed: false });
  expect(await testPage(test)).toBe("confirmed");
  expect(printer.papers()).toBe(1);
  const { printer: shown } = await test.must("devices.state", {});
  expect(shown).toMatchObject({ name: `tcp 127.0.0.1:${String(printer.port)}`, virtual: false });
  expect(test.till.settings.get(PRINTER_SETTING, (value) => value)).toEqual({
    ok: true,
    value: { ...wanted, devices: [] },
  });
  await test.must("devices.setPrinter", VIRTUAL_PRINTER);
  expect((await test.must("devices.state", {})).printer.virtual).toBe(true);
});

it("prints on the second printer what the first refuses", async () => {
  const [test, first, second] = [await openTill(), await emulated(), await emulated()];
  await test.must("devices.setPrinter", {
    ...VIRTUAL_PRINTER,
    address: at(first),
    backupAddress: at(second),
    profile: "generic-58mm",
  });
  await first.behave("paperEnd");
  expect(await testPage(test)).toBe("confirmed");
  expect([first.papers(), second.papers()]).toEqual([0, 1]);
});

it.each([
  [{ address: "10.0.0.8" }, "BadPrinterAddress"],
  [{ address: "tcp://a tcp://b" }, "BadPrinterAddress"],
  [{ backupAddress: "tcp://b" }, "BadPrinterAddress"],
  [{ profile: "mystery" }, "UnknownPrinterProfile"],
  [{ backup: { profile: "mystery", changes: null } }, "UnknownPrinterProfile"],
])("refuses %j and changes nothing", async (wanted, type) => {
  const test = await openTill();
  expect(await test.call("devices.setPrinter", { ...VIRTUAL_PRINTER, ...wanted })).toMatchObject({
    ok: false,
    error: { type },
  });
  expect(await test.must("devices.printer", {})).toMatchObject(VIRTUAL_PRINTER);
});

const bytesOf = (printer: { readonly folder: string }): string =>
  readFileSync(join(printer.folder, "000001.bin")).toString("hex");

it("writes for the second printer as its own model wants it", async () => {
  const [test, first, second] = [await openTill(), await emulated(), await emulated()];
  await test.must("devices.setPrinter", {
    ...VIRTUAL_PRINTER,
    address: at(first),
    backupAddress: at(second),
    backup: { profile: "generic-58mm", changes: null },
  });
  expect(await testPage(test)).toBe("confirmed");
  await first.behave("paperEnd");
  expect(await testPage(test)).toBe("confirmed");
  // The narrow one has no cutter and must leave its two-byte mode; the wide one has one and need not.
  expect([bytesOf(first).includes("1d5601"), bytesOf(first).includes("1c2e")]).toEqual([true, false]);
  expect([bytesOf(second).includes("1d5601"), bytesOf(second).includes("1c2e")]).toEqual([false, true]);
});

it("prints with the numbers, without the cutter and without the questions that were said of the printer", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const changes = { codePageNumbers: { CP857: 61 }, cut: "none", givesStatus: false } as const;
  const { profiles } = await test.must("devices.setPrinter", {
    ...VIRTUAL_PRINTER,
    address: at(printer),
    changes,
  });
  expect(profiles[0]?.usual).toMatchObject({
    codePageNumbers: { CP857: 13 },
    cut: "partial",
    givesStatus: true,
  });
  expect(await test.must("devices.printer", {})).toMatchObject({ changes });
  await test.must("devices.testPrint", {});
  await test.printed();
  expect((await test.must("print.jobs", { limit: 1 }))[0]).toMatchObject({
    state: "sent",
    cause: "unconfirmed",
  });
  await expect.poll(() => printer.papers()).toBe(1);
  expect([bytesOf(printer).includes("1b743d"), bytesOf(printer).includes("1d56")]).toEqual([true, false]);
});

it("reads what an older version kept", async () => {
  const test = await openTill();
  const drawer = { pin: 5, onMs: 100, sensor: "none" };
  const old = { address: "tcp://10.0.0.8", backupAddress: "", profile: "generic-58mm", drawer };
  test.till.settings.set(PRINTER_SETTING, old);
  expect(storedPrinterSetup(test.till)).toEqual({
    ...old,
    changes: null,
    backup: null,
    devices: [],
    drawer: { ...drawer, offMs: 500 },
  });
});

it.runIf(hasSocat())(
  "finds a serial printer again whose port has another name",
  { timeout: 60_000 },
  async () => {
    const [before, after] = [await pseudoDevice(), await pseudoDevice()];
    const brain = createPrinterBrain();
    before.answer = (bytes) => brain.take(bytes).reply;
    after.answer = before.answer;
    let plugged = before;
    const list = () =>
      Promise.resolve([
        {
          path: plugged.identity.path,
          vendorId: "04b8",
          productId: "0202",
          serialNumber: "J1",
          manufacturer: null,
        },
      ]);
    await before.plugIn();
    const test = openTestTill({ dataDir: ":memory:", serialPorts: { ...realSerialPorts, list } });
    open.push(async () => {
      await test.close();
      await before.throwAway();
      await after.throwAway();
    });
    await signIn(test, "manager");
    await test.must("devices.setPrinter", {
      ...VIRTUAL_PRINTER,
      address: `serial://${before.identity.path}?baud=115200`,
    });
    expect(await testPage(test)).toBe("confirmed");
    await before.unplug();
    await after.plugIn();
    plugged = after;
    // The first job meets the port that is gone; from the next one on it is looked for.
    await test.must("devices.testPrint", {});
    await test.printed();
    expect(await testPage(test)).toBe("confirmed");
    expect(storedPrinterSetup(test.till).devices).toMatchObject([
      { path: before.identity.path, serialNumber: "J1" },
    ]);
  },
);

it("pulses the pin that was chosen, as long as it was chosen", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const drawer = { pin: 5, onMs: 120, offMs: 300, sensor: "none" } as const;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: at(printer), drawer });
  await test.must("devices.openDrawer", { reason: "change" });
  await test.printed();
  const bytes = readFileSync(join(printer.folder, "000001.bin")).toString("hex");
  expect(bytes.match(/1b70....../g)).toEqual(["1b70013c96"]);
});

it("tells a drawer that is left open, until it is shut, and sells on", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const drawer = { ...USUAL_DRAWER, sensor: "openIsHigh" } as const;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: at(printer), drawer });
  const state = async () => (await test.must("devices.state", {})).printer.drawer;
  expect(await state()).toBe(null);
  await printer.behave("drawerOpen");
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  await expect.poll(state).toBe("open");
  test.clock.advance(30_000);
  expect(await state()).toBe("leftOpen");
  await test.must("basket.scan", { code: "BAKERY-001" });
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  await printer.behave("ok");
  await expect
    .poll(async () => {
      test.timers.fire();
      return state();
    })
    .toBe("closed");
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: at(printer) });
  expect(await state()).toBe(null);
});

it("keeps who is at the port that was chosen, and not at one whose name begins alike", async () => {
  const portAt = (path: string, serialNumber: string) => ({
    path,
    vendorId: "04b8",
    productId: "0202",
    serialNumber,
    manufacturer: null,
  });
  const list = () => Promise.resolve([portAt("/dev/ttyUSB1", "one"), portAt("/dev/ttyUSB10", "ten")]);
  const test = openTestTill({ dataDir: ":memory:", serialPorts: { ...realSerialPorts, list } });
  open.push(() => test.close());
  await signIn(test, "manager");
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: "serial:///dev/ttyUSB10?baud=19200" });
  expect(storedPrinterSetup(test.till).devices).toMatchObject([{ serialNumber: "ten" }]);
});

it("an address that is not encoded as one is refused, not met as a bug", async () => {
  const test = await openTill();
  const address = "serial:///dev/%E0%A4%A";
  expect(await test.call("devices.setPrinter", { ...VIRTUAL_PRINTER, address })).toEqual({
    ok: false,
    error: { type: "BadPrinterAddress", address },
  });
  expect(test.bugs).toEqual([]);
});
