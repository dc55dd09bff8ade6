/** Owns the way to main inside Electron: the one API that the preload puts on the window. */
import type { RawTransport } from "./till-client.ts";

export interface TillBridge {
  readonly call: (procedure: string, payload: unknown) => Promise<unknown>;
  readonly onEvent: (listener: (event: unknown) => void) => unknown;
}

declare global {
  interface Window {
    readonly till?: TillBridge;
  }
}

export const createIpcTransport = (bridge: TillBridge): RawTransport => ({
  call: async (procedure, payload) => {
    try {
      return await bridge.call(procedure, payload);
    } catch {
      return { ok: false, error: { type: "TillAway", sent: true } };
    }
  },
  onEvent: (listener) => {
    bridge.onEvent(listener);
  },
  onConnection: (listener) => listener("connected"),
});
