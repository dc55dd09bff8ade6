/**
 * Owns an open serial port as a byte channel. A port emits errors at any time and throws them at nobody's feet if no one
 * listens, so this listens from the first moment to the last; one job's channel at a time hears of them.
 */
import type { Duplex } from "node:stream";
import { causeOfError, type ByteChannel, type ChannelEnd } from "./byte-channel.ts";

/** What serialport's ports, real or mocked, have in common. */
export type SerialDuplex = Duplex & {
  readonly isOpen: boolean;
  drain: (callback: (error: Error | null) => void) => void;
  flush: (callback: (error: Error | null) => void) => void;
  close: (callback: (error: Error | null) => void) => void;
};

export interface SerialLink {
  readonly isOpen: () => boolean;
  /** The channel of the next job; the one before goes deaf. */
  readonly channel: () => ByteChannel;
  /** Throws away what the port has not sent yet and closes it. Never rejects. */
  readonly giveUp: () => Promise<void>;
}

export const serialLink = (port: SerialDuplex): SerialLink => {
  let heardBytes: ((bytes: Uint8Array) => void) | null = null;
  let heardEnd: ((end: ChannelEnd) => void) | null = null;
  let end: ChannelEnd | null = null;
  const endWith = (reason: ChannelEnd): void => {
    end ??= reason;
    heardEnd?.(end);
  };
  port.on("data", (bytes: Uint8Array) => heardBytes?.(bytes));
  port.on("error", (error: Error) => endWith(causeOfError(error)));
  port.on("close", () => endWith({ cause: "offline", detail: "the port closed: unplugged?" }));
  return {
    isOpen: () => port.isOpen && end === null,
    channel: () => {
      heardBytes = null;
      heardEnd = null;
      return {
        write: (bytes, taken) => {
          port.write(bytes, (error) => {
            if (error === null || error === undefined) {
              port.drain((drainError) =>
                drainError === null || drainError === undefined ? taken() : undefined,
              );
            }
          });
        },
        onBytes: (listener) => {
          heardBytes = listener;
        },
        onEnd: (listener) => {
          heardEnd = listener;
          if (end !== null) {
            listener(end);
          }
        },
      };
    },
    giveUp: () =>
      new Promise((resolve) => {
        if (!port.isOpen) {
          resolve();
          return;
        }
        port.flush(() => port.close(() => resolve()));
      }),
  };
};
