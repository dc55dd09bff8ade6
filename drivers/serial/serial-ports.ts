/**
 * Owns the serial ports of this machine, USB ones included: listing them and opening one. serialport is loaded when it is
 * first needed, so that a till without serial devices never loads its binary.
 */
import type { Duplex } from "node:stream";

/** Which device: by what it says of itself; the port's name is only where it was last. */
export interface DeviceIdentity {
  readonly path: string;
  readonly vendorId: string | null;
  readonly productId: string | null;
  readonly serialNumber: string | null;
}

export interface ListedPort extends DeviceIdentity {
  readonly manufacturer: string | null;
}

export interface LineSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: "none" | "even" | "odd";
}

export type SerialStream = Duplex & {
  readonly isOpen: boolean;
  drain: (callback: (error: Error | null) => void) => void;
  close: (callback: (error: Error | null) => void) => void;
};

export interface SerialPorts {
  readonly list: () => Promise<readonly ListedPort[]>;
  /** Rejects when it cannot. */
  readonly open: (path: string, settings: LineSettings) => Promise<SerialStream>;
}

export const realSerialPorts: SerialPorts = {
  list: async () => {
    const { SerialPort } = await import("serialport");
    // Without the system's own list (udevadm on Linux) a port can still be named.
    const ports = await SerialPort.list().catch(() => []);
    return ports.map((port) => ({
      path: port.path,
      vendorId: port.vendorId?.toLowerCase() ?? null,
      productId: port.productId?.toLowerCase() ?? null,
      serialNumber: port.serialNumber ?? null,
      manufacturer: port.manufacturer ?? null,
    }));
  },
  open: async (path, settings) => {
    const { SerialPort } = await import("serialport");
    const port = new SerialPort({ path, ...settings, stopBits: 1, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error instanceof Error ? reject(error) : resolve()));
    });
    return port;
  },
};

/** Of a till without any: nothing is listed, nothing opens. */
export const noSerialPorts: SerialPorts = {
  list: () => Promise.resolve([]),
  open: () => Promise.reject(new Error("No such file or directory")),
};

/**
 * Where the device is now: the same serial number first; without one the same kind of device, if there is only one or one
 * still has the old name; a device that says nothing of itself is its port. null: not plugged in.
 */
export const findDevice = (wanted: DeviceIdentity, ports: readonly ListedPort[]): string | null => {
  if (wanted.vendorId === null || wanted.productId === null) {
    return wanted.path;
  }
  const same = ports.filter(
    ({ vendorId, productId, serialNumber }) =>
      vendorId === wanted.vendorId &&
      productId === wanted.productId &&
      (wanted.serialNumber === null || serialNumber === wanted.serialNumber),
  );
  return (
    (same.find(({ path }) => path === wanted.path) ?? (same.length === 1 ? same[0] : undefined))?.path ?? null
  );
};
