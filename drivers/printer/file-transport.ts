/**
 * Owns a printer that is a device file, as Linux gives USB printers (/dev/usb/lp0). The file is opened for each job, so
 * a printer that was unplugged works again when it is back. A missing file is an answer, never an exception.
 * Writes to devices only: an ordinary file, named by mistake, is somebody's data.
 */
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { causeOfError, type ChannelEnd } from "./byte-channel.ts";
import { createOneWayTransport, type OneWayEnd } from "./one-way-transport.ts";
import type { PrinterTransport } from "./printer-transport.ts";

const LATE = { cause: "timeout", detail: "the device took no more bytes in time" } as const;
/** Small pieces, so that what a full printer holds back is known to be only the rest. */
const PIECE_BYTES = 4096;

export const createFileTransport = (path: string): PrinterTransport =>
  createOneWayTransport({
    name: `file ${path}`,
    hand: async (bytes, deadline) => {
      const late = deadline.elapsed.then((): "late" => "late");
      let sent = 0;
      const work = async (): Promise<OneWayEnd | null> => {
        await refuseFile(path);
        // Never makes a file where a device should be, and never waits for one that is busy with somebody else.
        const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
        try {
          while (sent < bytes.length && !deadline.isElapsed()) {
            const { bytesWritten } = await file
              .write(bytes.subarray(sent, sent + PIECE_BYTES))
              .catch(waitIfFull);
            sent += bytesWritten;
          }
        } finally {
          await file.close();
        }
        return sent < bytes.length ? { ...LATE, certainty: sent === 0 ? "nothingSent" : "maybeSent" } : null;
      };
      const end = await Promise.race([
        work().catch((error: unknown): OneWayEnd => ({
          ...endOf(error),
          certainty: sent === 0 ? "nothingSent" : "maybeSent",
        })),
        late,
      ]);
      return end === "late" ? { ...LATE, certainty: sent === 0 ? "nothingSent" : "maybeSent" } : end;
    },
    look: async () => {
      try {
        await refuseFile(path);
        await access(path, constants.W_OK);
        return null;
      } catch (error) {
        return endOf(error);
      }
    },
  });

const refuseFile = async (path: string): Promise<void> => {
  const found = await stat(path);
  if (!found.isCharacterDevice() && !found.isFIFO()) {
    throw new Error(`${path} is no device`);
  }
};

const endOf = (error: unknown): ChannelEnd =>
  causeOfError(error instanceof Error ? error : new Error(String(error)));

const FULL_WAIT_MS = 20;

/** A device that is full for the moment takes nothing and is asked again. */
const waitIfFull = async (error: unknown): Promise<{ readonly bytesWritten: number }> => {
  if (typeof error === "object" && error !== null && "code" in error && error.code === "EAGAIN") {
    await new Promise((resolve) => setTimeout(resolve, FULL_WAIT_MS));
    return { bytesWritten: 0 };
  }
  throw error;
};
