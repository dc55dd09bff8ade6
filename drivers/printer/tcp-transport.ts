/**
 * Owns a printer on the network (raw port 9100): one connection per job, closed in good order so that a printer that is
 * still printing loses nothing.
 */
import { connect, type Socket } from "node:net";
import { err, ok, type Result } from "../../domain/result.ts";
import { causeOfError, type ByteChannel, type ChannelEnd } from "./byte-channel.ts";
import type { JobTimer } from "./job-timer.ts";
import type { PrinterTransport } from "./printer-transport.ts";
import { createSessionTransport, type PrinterConnection } from "./session-transport.ts";

export interface TcpTransportOptions {
  readonly host: string;
  /** 9100 on nearly every printer. */
  readonly port: number;
  /** false for printers that answer no DLE EOT: their jobs are sent but never confirmed. */
  readonly givesStatus: boolean;
}

/** How long a closed connection may take to say goodbye before it is cut. */
const GOODBYE_MS = 2_000;

export const createTcpTransport = (options: TcpTransportOptions): PrinterTransport => {
  const open = new Set<Socket>();
  return createSessionTransport({
    name: `tcp ${options.host}:${options.port}`,
    givesStatus: options.givesStatus,
    connect: async (deadline) => {
      const socket = connect({ host: options.host, port: options.port, noDelay: true });
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      return openConnection(socket, deadline);
    },
    cut: async () => {
      for (const socket of open) {
        socket.destroy();
      }
    },
  });
};

const openConnection = async (
  socket: Socket,
  deadline: JobTimer,
): Promise<Result<PrinterConnection, ChannelEnd>> => {
  const channel = socketChannel(socket);
  const opened = new Promise<Result<PrinterConnection, ChannelEnd>>((resolve) => {
    socket.once("connect", () => resolve(ok({ channel, release: async () => hangUp(socket) })));
    channel.onEnd((end) => resolve(err(end)));
  });
  const late = deadline.elapsed.then(() =>
    err({ cause: "offline", detail: "no connection in time" } as const),
  );
  const result = await Promise.race([opened, late]);
  if (!result.ok) {
    socket.destroy();
  }
  return result;
};

/** Sends what is left and a FIN; cutting at once could make the printer forget what it has not printed yet. */
const hangUp = (socket: Socket): void => {
  if (socket.destroyed) {
    return;
  }
  socket.end();
  socket.resume();
  const goodbye = setTimeout(() => socket.destroy(), GOODBYE_MS);
  goodbye.unref();
  socket.once("close", () => clearTimeout(goodbye));
};

const socketChannel = (socket: Socket): ByteChannel => {
  const listeners: ((end: ChannelEnd) => void)[] = [];
  let end: ChannelEnd | null = null;
  const endWith = (reason: ChannelEnd): void => {
    if (end === null) {
      end = reason;
      for (const listener of listeners) {
        listener(reason);
      }
    }
  };
  socket.on("error", (error) => endWith(causeOfError(error)));
  socket.on("end", () => endWith({ cause: "reset", detail: "the printer hung up" }));
  socket.on("close", () => endWith({ cause: "reset", detail: "the connection closed" }));
  return {
    write: (bytes, taken) => {
      socket.write(bytes, (error) => {
        if (error === null || error === undefined) {
          taken();
        }
      });
    },
    onBytes: (listener) => socket.on("data", listener),
    onEnd: (listener) => {
      listeners.push(listener);
      if (end !== null) {
        listener(end);
      }
    },
  };
};
