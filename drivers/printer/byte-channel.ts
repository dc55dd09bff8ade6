/**
 * Owns what a printer session needs of a connection: bytes out, bytes in, and how it ended. TCP and serial ports look
 * the same from here. A channel never throws: whatever happens to the device ends it with a cause.
 */
import type { PrintFailureCause } from "../../domain/printing/print-failure.ts";

export interface ChannelEnd {
  readonly cause: PrintFailureCause;
  readonly detail: string;
}

export interface ByteChannel {
  /** Calls back when the operating system, for a serial port the wire, has taken the bytes. Never after the end. */
  readonly write: (bytes: Uint8Array, taken: () => void) => void;
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
  /** Called once, also when the other side closes in good order. */
  readonly onEnd: (listener: (end: ChannelEnd) => void) => void;
}

/** What an error of Node's sockets or of a serial port means to a person at a till. */
export const causeOfError = (error: Error): ChannelEnd => {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const detail = code === "" ? error.message : `${code} ${error.message}`;
  if (code === "ECONNREFUSED") {
    return { cause: "refused", detail };
  }
  if (["ECONNRESET", "EPIPE", "ECONNABORTED"].includes(code)) {
    return { cause: "reset", detail };
  }
  const away =
    /ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|ENOENT|ENXIO|ENODEV/;
  return {
    cause: away.test(code) || /no such file|file not found|disconnected/i.test(detail) ? "offline" : "driver",
    detail,
  };
};
