/**
 * Owns what a shop says of its receipt printer: where it is, how it writes, and which one steps in. Plain data, stored
 * as a setting; what an address means is the business of whoever connects.
 */
export const DRAWER_SENSORS = ["none", "openIsHigh", "openIsLow"] as const;

/** `sensor`: the level that the printer reports at the connector's pin 3 while the drawer is open. */
export interface DrawerSetup {
  readonly pin: 2 | 5;
  /** Even milliseconds from 2 to 510. */
  readonly onMs: number;
  readonly sensor: (typeof DRAWER_SENSORS)[number];
}

export const USUAL_DRAWER: DrawerSetup = { pin: 2, onMs: 50, sensor: "none" };

export interface PrinterSetup {
  /** "tcp://10.0.0.8:9100", "serial:///dev/ttyUSB0?baud=38400", "file:///dev/usb/lp0", "queue://NAME"; "" is the virtual printer. */
  readonly address: string;
  /** Steps in where the first one certainly printed nothing; "" for none. */
  readonly backupAddress: string;
  /** Name of a printer profile. */
  readonly profile: string;
  readonly drawer: DrawerSetup;
}

export const VIRTUAL_PRINTER: PrinterSetup = {
  address: "",
  backupAddress: "",
  profile: "epson-80mm",
  drawer: USUAL_DRAWER,
};
