/**
 * Owns a printer behind a Windows print queue: the queue is shared on this computer, and a file that is written to its
 * share, \\localhost\NAME, is a raw job. The queue says only that it took a job. Needs no program and no rights.
 */
import { open } from "node:fs/promises";
import type { ChannelEnd } from "./byte-channel.ts";
import { createOneWayTransport, type OneWayEnd } from "./one-way-transport.ts";
import type { PrinterTransport } from "./printer-transport.ts";

/** A job that is being written. The queue prints it once it is closed. */
export interface OpenJob {
  readonly writeFile: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type OpenShare = (path: string) => Promise<OpenJob>;

const openShare: OpenShare = (path) => open(path, "w");

const endOf = (error: unknown): ChannelEnd => {
  const detail = error instanceof Error ? error.message : String(error);
  return { cause: /ENOENT|UNKNOWN/.test(detail) ? "offline" : "refused", detail };
};

const LATE = { cause: "timeout", detail: "the queue took no job in time" } as const;

/** `queue` is the name under which it is shared. */
export const createSharedQueueTransport = (queue: string, openJob: OpenShare = openShare): PrinterTransport =>
  createOneWayTransport({
    name: `queue ${queue}`,
    hand: async (bytes, deadline): Promise<OneWayEnd | null> => {
      let begun = false;
      const certainty = (): OneWayEnd["certainty"] => (begun ? "maybeSent" : "nothingSent");
      const work = async (): Promise<OneWayEnd | null> => {
        const job = await openJob(`\\\\localhost\\${queue}`);
        try {
          // Opened too late: the job was given back as not sent, and may be on its way elsewhere.
          if (!deadline.isElapsed()) {
            begun = true;
            await job.writeFile(bytes);
          }
        } finally {
          await job.close();
        }
        return null;
      };
      return Promise.race([
        work().catch((error: unknown) => ({ ...endOf(error), certainty: certainty() })),
        deadline.elapsed.then(() => ({ ...LATE, certainty: certainty() })),
      ]);
    },
    // To open the share would be a job of its own.
    look: () => Promise.resolve(null),
  });
