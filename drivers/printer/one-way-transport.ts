/**
 * Owns printers that take bytes and tell nothing back: a device file of the system (/dev/usb/lp0), and the system's own
 * print queue. A job that was taken is sent, never confirmed; whether it is on paper, nobody can say.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type { ChannelEnd } from "./byte-channel.ts";
import type { JobTimer } from "./job-timer.ts";
import { createTurns } from "./one-at-a-time.ts";
import { printFailure, type PrinterTransport } from "./printer-transport.ts";
import type { SendCertainty } from "../../domain/printing/print-failure.ts";

export type OneWayEnd = ChannelEnd & { readonly certainty: SendCertainty };

export interface OneWayOptions {
  readonly name: string;
  /** Hands over a whole job; must answer soon after the deadline. */
  readonly hand: (bytes: Uint8Array, deadline: JobTimer) => Promise<OneWayEnd | null>;
  /** Whether a job would be taken now; null when it would. */
  readonly look: (deadline: JobTimer) => Promise<ChannelEnd | null>;
}

const CLOSED = { cause: "driver", detail: "the printer connection was closed" } as const;

export const createOneWayTransport = ({ name, hand, look }: OneWayOptions): PrinterTransport => {
  const turns = createTurns();
  const closing = Promise.withResolvers<void>();
  let closed = false;
  /** Whoever closes the printer does not wait for a device that hangs. */
  const unlessClosed =
    <T>(work: (deadline: JobTimer) => Promise<T>, ifClosed: T) =>
    async (deadline: JobTimer): Promise<T> =>
      closed ? ifClosed : Promise.race([work(deadline), closing.promise.then(() => ifClosed)]);
  const closedEnd = (certainty: SendCertainty): Result<never, ReturnType<typeof printFailure>> =>
    err(printFailure({ ...CLOSED, certainty }));
  return {
    name,
    send: async (bytes, { timeoutMs }) => {
      let begun = false;
      const end = await turns.job(
        timeoutMs,
        unlessClosed<OneWayEnd | null | "closed">((deadline) => {
          begun = true;
          return hand(bytes, deadline);
        }, "closed"),
      );
      if (end === "closed") {
        return closedEnd(begun ? "maybeSent" : "nothingSent");
      }
      return end === null ? ok({ confirmed: false, paperNearEnd: false }) : err(printFailure(end));
    },
    status: async ({ timeoutMs }) => {
      const end = await turns.question(timeoutMs, unlessClosed<ChannelEnd | null>(look, CLOSED));
      return end === null
        ? { reachable: true, known: false, cause: null, paperNearEnd: false, drawerSensorHigh: false }
        : { reachable: false, ...end };
    },
    close: async () => {
      closed = true;
      closing.resolve();
    },
  };
};
