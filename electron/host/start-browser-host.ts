/**
 * Owns the browser host's server: one loopback port that serves the renderer and carries its calls.
 * Bound to 127.0.0.1 only; a new token, session and nonce with every start.
 * Must not know how the till was opened, nor read the command line.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { maxMessageBytes } from "../../contracts/ipc-wire.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { TillPort } from "../ipc/till-port.ts";
import { displayPort, withDisplay } from "../ipc/display-port.ts";
import { createAccessGate, type AccessGate, type PageRole } from "./access-gate.ts";
import { serveCalls } from "./serve-calls.ts";
import { createPageHandler } from "./serve-page.ts";

export interface BrowserHostOptions {
  readonly till: TillPort;
  readonly rendererDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly createToken: () => string;
  readonly reportBug: (procedure: string, error: unknown) => void;
}

export interface BrowserHost {
  readonly port: number;
  /** The address to open, with this start's token. */
  readonly url: string;
  /** Ends every connection and frees the port; the till stays open. */
  readonly close: () => Promise<void>;
}

export type StartBrowserHostError =
  | { readonly type: "PortTaken"; readonly port: number }
  | { readonly type: "PortRefused"; readonly port: number; readonly cause: string };

export const startBrowserHost = async (
  options: BrowserHostOptions,
): Promise<Result<BrowserHost, StartBrowserHostError>> => {
  const server = createServer();
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const port = listening.value;
  const { createToken } = options;
  const gate = createAccessGate({
    port,
    till: { token: createToken(), session: createToken() },
    display: { token: createToken(), session: createToken() },
  });
  const handlePage = createPageHandler({
    gate,
    rendererDir: options.rendererDir,
    nonce: options.createToken(),
  });
  server.on("request", (request, response) => {
    handlePage(request, response).catch((error: unknown) => {
      options.reportBug("page", error);
      response.destroy();
    });
  });
  const sockets = acceptSockets(server, gate, options);
  return ok({ port, url: gate.entryUrl.till, close: () => closeAll(server, sockets) });
};

const listen = (server: Server, port: number): Promise<Result<number, StartBrowserHostError>> =>
  new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(err({ type: "PortTaken", port }));
      else resolve(err({ type: "PortRefused", port, cause: error.message }));
    });
    server.listen({ port, host: "127.0.0.1" }, () => resolve(ok((server.address() as AddressInfo).port)));
  });

const acceptSockets = (server: Server, gate: AccessGate, options: BrowserHostOptions): WebSocketServer => {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  const ports: Readonly<Record<PageRole, TillPort>> = {
    till: withDisplay(options.till, () => gate.entryUrl.display),
    display: displayPort(options.till),
  };
  server.on("upgrade", (request, stream, head) => {
    const role = roleOf(gate, request);
    if (role === null) refuseUpgrade(stream);
    else {
      sockets.handleUpgrade(request, stream, head, (socket) =>
        serveCalls({ ...options, till: ports[role] }, socket),
      );
    }
  });
  return sockets;
};

/** As whom a page may connect; null: not at all. */
const roleOf = (gate: AccessGate, { headers, url }: IncomingMessage): PageRole | null => {
  const role = url === "/till" ? "till" : url === "/display" ? "display" : null;
  return role !== null &&
    gate.isOurHost(headers.host) &&
    gate.isOurOrigin(headers.origin) &&
    gate.hasSession(role, headers.cookie)
    ? role
    : null;
};

const refuseUpgrade = (stream: Duplex): void => {
  stream.on("error", () => stream.destroy());
  stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
};

const closeAll = (server: Server, sockets: WebSocketServer): Promise<void> =>
  new Promise((resolve) => {
    for (const socket of sockets.clients) socket.close(1001, "The till is closing.");
    sockets.close();
    server.close(() => resolve());
    setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
    }, 200).unref();
  });
