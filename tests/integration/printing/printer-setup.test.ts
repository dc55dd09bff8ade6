/** Choosing the receipt printer while the till runs, with emulated printers on real ports. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { USUAL_DRAWER, VIRTUAL_PRINTER } from "../../../domain/printing/printer-setup.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import { PRINTER_SETTING } from "../../../electron/services/devices/printer-setup.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../../scripts/emulate/printer-server.ts";
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
  const wanted = { address: at(printer), backupAddress: "", profile: "generic-58mm", drawer: USUAL_DRAWER };
  expect(await test.must("devices.setPrinter", wanted)).toMatchObject({ ...wanted, isFixed: false });
  expect(await testPage(test)).toBe("confirmed");
  expect(printer.papers()).toBe(1);
  const { printer: shown } = await test.must("devices.state", {});
  expect(shown).toMatchObject({ name: `tcp 127.0.0.1:${String(printer.port)}`, virtual: false });
  expect(test.till.settings.get(PRINTER_SETTING, (value) => value)).toEqual({ ok: true, value: wanted });
  await test.must("devices.setPrinter", VIRTUAL_PRINTER);
  expect((await test.must("devices.state", {})).printer.virtual).toBe(true);
});

it("prints on the second printer what the first refuses", async () => {
  const [test, first, second] = [await openTill(), await emulated(), await emulated()];
  await test.must("devices.setPrinter", {
    address: at(first),
    backupAddress: at(second),
    profile: "generic-58mm",
    drawer: USUAL_DRAWER,
  });
  await first.behave("paperEnd");
  expect(await testPage(test)).toBe("confirmed");
  expect([first.papers(), second.papers()]).toEqual([0, 1]);
});

it.each([
  [
    { address: "10.0.0.8", backupAddress: "", profile: "epson-80mm", drawer: USUAL_DRAWER },
    "BadPrinterAddress",
  ],
  [
    { address: "tcp://a tcp://b", backupAddress: "", profile: "epson-80mm", drawer: USUAL_DRAWER },
    "BadPrinterAddress",
  ],
  [
    { address: "", backupAddress: "tcp://b", profile: "epson-80mm", drawer: USUAL_DRAWER },
    "BadPrinterAddress",
  ],
  [{ address: "", backupAddress: "", profile: "mystery", drawer: USUAL_DRAWER }, "UnknownPrinterProfile"],
])("refuses %j and changes nothing", async (wanted, type) => {
  const test = await openTill();
  expect(await test.call("devices.setPrinter", wanted)).toMatchObject({ ok: false, error: { type } });
  expect(await test.must("devices.printer", {})).toMatchObject(VIRTUAL_PRINTER);
});

it("pulses the pin that was chosen, as long as it was chosen", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const drawer = { pin: 5, onMs: 120, sensor: "none" } as const;
  await test.must("devices.setPrinter", { ...VIRTUAL_PRINTER, address: at(printer), drawer });
  await test.must("devices.openDrawer", { reason: "change" });
  await test.printed();
  const bytes = readFileSync(join(printer.folder, "000001.bin")).toString("hex");
  expect(bytes.match(/1b70....../g)).toEqual(["1b70013cfa"]);
});

it("tells a drawer that is left open, until it is shut, and sells on", async () => {
  const [test, printer] = [await openTill(), await emulated()];
  const drawer = { pin: 2, onMs: 50, sensor: "openIsHigh" } as const;
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
