/**
 * Owns what a shop says of its receipt printer: where it is, how it writes, and which one steps in. Plain data, stored
 * as a setting; what an address means is the business of whoever connects.
 */
export const DRAWER_SENSORS = ["none", "openIsHigh", "openIsLow"] as const;

/** `sensor`: the level that the printer reports at the connector's pin 3 while the drawer is open. */
export interface DrawerSetup {
  readonly pin: 2 | 5;
  /** Even milliseconds from 2 to 510, both. */
  readonly onMs: number;
  readonly offMs: number;
  readonly sensor: (typeof DRAWER_SENSORS)[number];
}

export const USUAL_DRAWER: DrawerSetup = { pin: 2, onMs: 50, offMs: 500, sensor: "none" };

export const CUTS = ["full", "partial", "none"] as const;

/** Where a printer differs from its model's profile. */
export interface ProfileChanges {
  /** n of ESC t n by the page's name, where it is not Epson's. */
  readonly codePageNumbers: Readonly<Record<string, number>>;
  readonly cut: (typeof CUTS)[number];
  /** false: it answers no questions, so that nothing is ever confirmed. */
  readonly givesStatus: boolean;
}

export interface PrinterModel {
  /** Name of a printer profile. */
  readonly profile: string;
  /** null: none. */
  readonly changes: ProfileChanges | null;
}

/** What a device on a serial port says of itself; the port's name is where it was when it was chosen. */
export interface SerialIdentity {
  readonly path: string;
  readonly vendorId: string | null;
  readonly productId: string | null;
  readonly serialNumber: string | null;
}

export interface PrinterSetup extends PrinterModel {
  /** "tcp://10.0.0.8:9100", "serial:///dev/ttyUSB0?baud=38400", "file:///dev/usb/lp0", "queue://NAME"; "" is the virtual printer. */
  readonly address: string;
  /** Steps in where the first one certainly printed nothing; "" for none. */
  readonly backupAddress: string;
  /** The second printer's model; null: it is like the first. */
  readonly backup: PrinterModel | null;
  readonly drawer: DrawerSetup;
}

/** With what the printers on serial ports said of themselves when they were chosen. */
export interface KnownPrinterSetup extends PrinterSetup {
  readonly devices: readonly SerialIdentity[];
}

export const VIRTUAL_PRINTER: PrinterSetup = {
  address: "",
  backupAddress: "",
  profile: "epson-80mm",
  changes: null,
  backup: null,
  drawer: USUAL_DRAWER,
};
