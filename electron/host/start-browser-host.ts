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
import { createAccessGate, type AccessGate } from "./access-gate.ts";
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
  const gate = createAccessGate({ port, token: options.createToken(), session: options.createToken() });
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
  return ok({ port, url: gate.entryUrl, close: () => closeAll(server, sockets) });
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
  server.on("upgrade", (request, stream, head) => {
    if (!mayConnect(gate, request)) refuseUpgrade(stream);
    else sockets.handleUpgrade(request, stream, head, (socket) => serveCalls(options, socket));
  });
  return sockets;
};

const mayConnect = (gate: AccessGate, request: IncomingMessage): boolean =>
  gate.isOurHost(request.headers.host) &&
  gate.isOurOrigin(request.headers.origin) &&
  gate.hasSession(request.headers.cookie) &&
  request.url === "/till";

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
