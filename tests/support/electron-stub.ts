/**
 * Owns what the built main program gets instead of Electron when it is run under plain Node: just enough to start,
 * show the page, answer one call and end. It prints what happened as one JSON line per step.
 * Loaded in a process of its own by register-electron-stub.ts; nothing imports it.
 */
import { EventEmitter } from "node:events";

type PageHandler = (request: { readonly url: string; readonly method: string }) => Promise<Response>;
type CallHandler = (event: object, procedure: string, payload: unknown) => Promise<unknown>;

const note = (step: string, detail: unknown = null): void => console.log(JSON.stringify({ step, detail }));

const events = new EventEmitter();
const handlers: { page?: PageHandler; call?: CallHandler } = {};

export const app = {
  isPackaged: true,
  enableSandbox: () => note("sandbox"),
  requestSingleInstanceLock: () => true,
  whenReady: async () => undefined,
  getAppPath: () => process.cwd(),
  getPath: () => process.cwd(),
  on: (event: string, listener: (...args: unknown[]) => void) => events.on(event, listener),
  quit: () => {
    let prevented = false;
    events.emit("will-quit", { preventDefault: () => (prevented = true) });
    if (!prevented) process.exit(0);
  },
  exit: (code: number) => process.exit(code),
};

/** The page's own story: it is loaded, asks for the till's state, and its window is closed. */
const playPage = async (url: string): Promise<void> => {
  const page = await handlers.page?.({ url, method: "GET" });
  note("page", page?.status);
  const senderFrame = { url, parent: null };
  note("call", await handlers.call?.({ senderFrame }, "app.state", {}));
  events.emit("window-all-closed");
};

/** Called with `new`, as Electron's class is. */
export const BrowserWindow = function BrowserWindow(options: {
  readonly webPreferences: { readonly preload: string };
}) {
  note("window", options.webPreferences.preload);
  return {
    once: () => undefined,
    isDestroyed: () => false,
    loadURL: async (url: string) => void playPage(url),
    webContents: {
      on: () => undefined,
      send: (_channel: string, message: unknown) => note("event", message),
    },
  };
};

export const dialog = {
  showErrorBox: (title: string, content: string) => note("error", `${title}: ${content}`),
};
export const Menu = { setApplicationMenu: () => undefined };
export const ipcMain = { handle: (_channel: string, handler: CallHandler) => void (handlers.call = handler) };
export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (_scheme: string, handler: PageHandler) => void (handlers.page = handler),
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    webRequest: { onBeforeRequest: () => undefined },
  },
};
