/**
 * Owns scans that came in through main, from a scanner on a port: each is taken once by this page, in the order of
 * scanning, on the same way as one that was typed by a wedge. What came while the page was away is fetched; until that
 * is here, what main pushes is held: taken before the page knows who works here, it would be nobody's scan and lost.
 */
import type { ReceivedScan } from "../../contracts/ipc/serial-devices.ts";
import { call } from "../transport/link.ts";

let take: (scan: ReceivedScan) => void = () => {};
const taken = new Set<number>();
/** Pushed while the page catches up, and due behind what is fetched; null: the page has caught up. */
let held: ReceivedScan[] | null = [];

export const takeSerialScansWith = (taker: (scan: ReceivedScan) => void): void => {
  take = taker;
};

const takeOnce = (scan: ReceivedScan): void => {
  if (!taken.has(scan.id)) {
    taken.add(scan.id);
    take(scan);
  }
};

export const receiveSerialScan = (scan: ReceivedScan): void => {
  if (held === null) {
    takeOnce(scan);
  } else {
    held.push(scan);
  }
};

/** From now on the page may miss what main pushes, or not know yet whom it is for. */
export const holdSerialScans = (): void => {
  held ??= [];
};

/** Ends the holding, unless main is away again: what it pushes then waits for the next time. */
export const fetchSerialScans = async (): Promise<void> => {
  const waiting = await call("scan.waiting", {});
  if (!waiting.ok) {
    return;
  }
  const pushed = held ?? [];
  held = null;
  for (const scan of [...waiting.value, ...pushed]) {
    takeOnce(scan);
  }
};

/** Another till is open behind the link: it counts its scans anew. */
export const forgetSerialScans = (): void => {
  taken.clear();
  held = [];
};

export const finishSerialScan = async (id: number, good: boolean): Promise<void> => {
  await call("scan.done", { id, good });
};
