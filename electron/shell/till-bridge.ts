/**
 * Owns what the page sees of main: `window.till` with `call` and `onEvent`, and nothing else.
 * Neither ipcRenderer nor Electron's event object ever reaches the page.
 */
import type { IpcRenderer, IpcRendererEvent } from "electron";
import { callChannel, eventChannel } from "./page-address.ts";

export interface TillBridge {
  readonly call: (procedure: string, payload: unknown) => Promise<unknown>;
  /** The listener gets `{event, data}`; returns the function that ends the subscription. */
  readonly onEvent: (listener: (message: unknown) => void) => () => void;
}

type Ipc = Pick<IpcRenderer, "invoke" | "on" | "removeListener">;

export const createTillBridge = (ipc: Ipc): TillBridge => ({
  call: (procedure, payload) => ipc.invoke(callChannel, procedure, payload),
  onEvent: (listener) => {
    const forward = (_event: IpcRendererEvent, message: unknown): void => listener(message);
    ipc.on(eventChannel, forward);
    return () => void ipc.removeListener(eventChannel, forward);
  },
});
