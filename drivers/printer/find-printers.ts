/**
 * Owns finding printers to pick from: the system's print queues (CUPS), device files of USB printers, and addresses
 * beside this machine's own that answer on the printers' port. Only asks and connects, never sends a byte; what cannot be
 * asked is an empty list. No address outside of private networks is tried.
 */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { connect, isIPv4 } from "node:net";
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";

const ASK_MS = 2000;

/** As `lpstat -e` lists them. On Windows, and where there is no CUPS, none. */
export const findQueues = (): Promise<readonly string[]> =>
  new Promise((resolve) => {
    execFile("lpstat", ["-e"], { timeout: ASK_MS, encoding: "utf8" }, (error, said) => {
      const names = said.split("\n").map((line) => line.trim());
      resolve(error === null ? names.filter((name) => name !== "") : []);
    });
  });

/** Linux has USB printers there. */
export const findDeviceFiles = async (directory = "/dev/usb"): Promise<readonly string[]> => {
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => /^lp\d+$/.test(name))
    .toSorted()
    .map((name) => `${directory}/${name}`);
};

const isPrivate = (address: string): boolean =>
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) && isIPv4(address);

/** At most two networks of 254 addresses each: the 256 around each private address of this machine, without itself. */
const MOST_NETWORKS = 2;

export const addressesBeside = (
  interfaces: Readonly<
    Record<string, readonly Pick<NetworkInterfaceInfo, "address" | "internal">[] | undefined>
  >,
): readonly string[] => {
  const own = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ address, internal }) => !internal && isPrivate(address))
    .map(({ address }) => address);
  const networks = [...new Set(own.map((address) => address.replace(/\d+$/, "")))].slice(0, MOST_NETWORKS);
  return networks
    .flatMap((network) => Array.from({ length: 254 }, (_, index) => `${network}${String(index + 1)}`))
    .filter((address) => !own.includes(address));
};

const PRINTER_PORT = 9100;
const ANSWER_MS = 400;
const AT_ONCE = 32;

/** Those that take a connection, in the order given. */
export const findOnNetwork = async (
  addresses: readonly string[],
  port = PRINTER_PORT,
): Promise<readonly string[]> => {
  const found = new Set<string>();
  const waiting = [...addresses];
  const tryNext = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      if (await takesConnection(address, port)) {
        found.add(address);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tryNext));
  return addresses.filter((address) => found.has(address));
};

const takesConnection = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });

export interface PrinterFinder {
  readonly queues: () => Promise<readonly string[]>;
  readonly files: () => Promise<readonly string[]>;
  /** Takes seconds. */
  readonly network: () => Promise<readonly string[]>;
}

export const realPrinterFinder: PrinterFinder = {
  queues: findQueues,
  files: () => findDeviceFiles(),
  network: () => findOnNetwork(addressesBeside(networkInterfaces())),
};

/** Of a till without any. */
export const noPrinterFinder: PrinterFinder = {
  queues: () => Promise.resolve([]),
  files: () => Promise.resolve([]),
  network: () => Promise.resolve([]),
};
