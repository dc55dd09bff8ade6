/** A fake printer on a loopback port. */
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createPrinterBrain, type PrinterBrain } from "../../scripts/emulate/printer-brain.ts";

export interface FakeTcpPrinter {
  readonly printer: PrinterBrain;
  readonly host: string;
  readonly port: number;
  /** Stops listening, so that connections are refused. */
  readonly switchOff: () => Promise<void>;
  readonly switchOn: () => Promise<void>;
}

export const startFakeTcpPrinter = async (): Promise<FakeTcpPrinter> => {
  const printer = createPrinterBrain();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => serve(socket, printer, sockets));
  const port = await listen(server, 0);
  return {
    printer,
    host: "127.0.0.1",
    port,
    switchOff: () =>
      new Promise((resolve) => {
        for (const socket of sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
    switchOn: async () => {
      await listen(server, port);
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

const serve = (socket: Socket, printer: PrinterBrain, sockets: Set<Socket>): void => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => socket.destroy());
  printer.startConnection();
  if (printer.behaviour === "hang") {
    socket.pause();
    return;
  }
  socket.on("data", (bytes) => {
    const { reply, ends } = printer.take(bytes);
    socket.write(reply);
    if (ends === "reset") {
      socket.resetAndDestroy();
    } else if (ends === "inGoodOrder") {
      socket.end();
    }
  });
};
