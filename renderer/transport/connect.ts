/** Owns the choice of transport: the desktop bridge where there is one, else the page's own origin. */
import { createIpcTransport } from "./ipc-transport.ts";
import { createSocketTransport } from "./socket-transport.ts";
import { createTillClient, type TillClient } from "./till-client.ts";

/** `path`: of the browser host's WebSocket; the desktop program knows by itself which page asks. */
export const connectTo = (path: "/till" | "/display"): TillClient => {
  if (window.till !== undefined) {
    return createTillClient(createIpcTransport(window.till));
  }
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return createTillClient(createSocketTransport(url.href));
};
