/** Owns the choice of transport: the desktop bridge where there is one, else the page's own origin. */
import { createIpcTransport } from "./ipc-transport.ts";
import { createSocketTransport } from "./socket-transport.ts";
import { createTillClient, type TillClient } from "./till-client.ts";

export const connectToTill = (): TillClient => {
  if (window.till !== undefined) {
    return createTillClient(createIpcTransport(window.till));
  }
  const url = new URL("/till", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return createTillClient(createSocketTransport(url.href));
};
