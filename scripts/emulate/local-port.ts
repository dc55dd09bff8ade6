/** Owns a port on this machine alone that an emulated device answers at, and closing it so that nobody can connect. */
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

export interface LocalPort {
  readonly port: number;
  /** Open: the same port as before. Closed: every connection is cut and none is taken. */
  readonly setOpen: (open: boolean) => Promise<void>;
}

/** `port` 0 takes any free one. A connection that breaks is closed; telling of it is the caller's business. */
export const openLocalPort = async (port: number, serve: (socket: Socket) => void): Promise<LocalPort> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  const listen = (at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  /** Over when whoever serves has heard of the end of each connection. */
  const stop = async (): Promise<void> => {
    const ended = [...sockets].map((socket) => once(socket, "close"));
    for (const socket of sockets) socket.destroy();
    await Promise.all([...ended, new Promise((resolve) => server.close(resolve))]);
  };
  const taken = await listen(port);
  return {
    port: taken,
    setOpen: async (open) => {
      if (!open && server.listening) await stop();
      if (open && !server.listening) await listen(taken);
    },
  };
};
