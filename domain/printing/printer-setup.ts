/**
 * Owns what a shop says of its receipt printer: where it is, how it writes, and which one steps in. Plain data, stored
 * as a setting; what an address means is the business of whoever connects.
 */
export interface PrinterSetup {
  /** "tcp://10.0.0.8:9100", "serial:///dev/ttyUSB0?baud=38400", "file:///dev/usb/lp0", "queue://NAME"; "" is the virtual printer. */
  readonly address: string;
  /** Steps in where the first one certainly printed nothing; "" for none. */
  readonly backupAddress: string;
  /** Name of a printer profile. */
  readonly profile: string;
}

export const VIRTUAL_PRINTER: PrinterSetup = { address: "", backupAddress: "", profile: "epson-80mm" };
