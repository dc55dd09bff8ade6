/**
 * Owns scans that came in through main, from a scanner on a port: each is taken once by this page, in the order of
 * scanning, on the same way as one that was typed by a wedge. What came while the page was away is fetched.
 */
import type { ReceivedScan } from "../../contracts/ipc/serial-devices.ts";
import { call } from "../transport/link.ts";

let take: (scan: ReceivedScan) => void = () => {};
const taken = new Set<number>();

export const takeSerialScansWith = (taker: (scan: ReceivedScan) => void): void => {
  take = taker;
};

export const receiveSerialScan = (scan: ReceivedScan): void => {
  if (!taken.has(scan.id)) {
    taken.add(scan.id);
    take(scan);
  }
};

export const fetchSerialScans = async (): Promise<void> => {
  const waiting = await call("scan.waiting", {});
  for (const scan of waiting.ok ? waiting.value : []) {
    receiveSerialScan(scan);
  }
};

/** Another till is open behind the link: it counts its scans anew. */
export const forgetSerialScans = (): void => taken.clear();

export const finishSerialScan = async (id: number, good: boolean): Promise<void> => {
  await call("scan.done", { id, good });
};
