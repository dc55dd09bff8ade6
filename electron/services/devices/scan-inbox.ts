/**
 * Owns the one queue of scans from serial scanners: first in, first out, each kept until a screen says that it is dealt
 * with, so that a page that is loaded again loses none and none is added twice. Bounded: a broken scanner fills no memory.
 */
import type { ReceivedScan } from "../../../contracts/ipc/serial-devices.ts";

export interface ScanInbox {
  readonly receive: (code: string, source: string) => void;
  readonly waiting: () => readonly ReceivedScan[];
  /** Nothing came of it yet. */
  readonly isOpen: (id: number) => boolean;
  /** Something came of it: nobody may add it again. */
  readonly use: (id: number) => void;
  readonly done: (id: number, good: boolean) => void;
}

export interface ScanInboxDeps {
  readonly onReceived: (scan: ReceivedScan) => void;
  readonly beep: (source: string, good: boolean) => void;
}

const MOST_WAITING = 500;

export const createScanInbox = (deps: ScanInboxDeps): ScanInbox => {
  const waiting = new Map<number, ReceivedScan & { used: boolean }>();
  let lastId = 0;
  return {
    receive: (code, source) => {
      if (waiting.size >= MOST_WAITING) {
        deps.beep(source, false);
        return;
      }
      lastId += 1;
      const scan = { id: lastId, code, source };
      waiting.set(scan.id, { ...scan, used: false });
      deps.onReceived(scan);
    },
    waiting: () =>
      [...waiting.values()].filter(({ used }) => !used).map(({ id, code, source }) => ({ id, code, source })),
    isOpen: (id) => waiting.get(id)?.used === false,
    use: (id) => {
      const scan = waiting.get(id);
      if (scan) {
        scan.used = true;
      }
    },
    done: (id, good) => {
      const scan = waiting.get(id);
      if (scan) {
        waiting.delete(id);
        deps.beep(scan.source, good);
      }
    },
  };
};
