import { expect, it } from "vitest";
import { printerFromAddress } from "../../../electron/system/printer-from-address.ts";

it.each([
  ["tcp://10.0.0.8:9101", "tcp 10.0.0.8:9101"],
  ["tcp://printer.local", "tcp printer.local:9100"],
  ["serial:///dev/ttyUSB0?baud=38400", "serial /dev/ttyUSB0"],
  ["serial:///COM3", "serial COM3"],
  ["file:///dev/usb/lp0", "file /dev/usb/lp0"],
  ["queue://Bon_Drucker", "queue Bon_Drucker"],
  ["queue://EPSON%20TM-T20%20(2)", "queue EPSON TM-T20 (2)"],
  ["tcp://10.0.0.8 file:///dev/usb/lp0", "tcp 10.0.0.8:9100, else file /dev/usb/lp0"],
])("%s is %s", async (address, name) => {
  const printer = printerFromAddress(address);
  expect(printer.ok && printer.value?.name).toBe(name);
});

it.each([undefined, ""])("%j is the virtual printer", (address) => {
  expect(printerFromAddress(address)).toEqual({ ok: true, value: null });
});

it.each([
  "10.0.0.8",
  "http://10.0.0.8",
  "serial:///",
  "serial:///dev/ttyUSB0?baud=fast",
  "tcp://",
  "file:///",
  "queue://-o",
  "queue://%2Do",
  "queue://other%5Cprinter",
  "queue://%E0%A4%A",
  "tcp://a tcp://b tcp://c",
  "tcp://a bad",
])("%s is no printer", (address) => {
  expect(printerFromAddress(address)).toEqual({ ok: false, error: { type: "BadPrinterAddress", address } });
});

it("a queue of Windows has no lp and is written to its share", async () => {
  const printer = printerFromAddress("queue://Receipts", { platform: "win32" });
  expect(printer.ok && printer.value?.name).toBe("queue Receipts");
  expect(printer.ok && (await printer.value?.status({ timeoutMs: 1000 }))).toMatchObject({ known: false });
});
