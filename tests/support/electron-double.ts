/**
 * Owns a stand-in for the part of Electron that the shell uses, for machines without Electron's binary.
 * Typed from Electron's own declarations; it records what the shell asked for and lets a test play Electron's part.
 * It proves the wiring, not Electron's behaviour.
 */
import { EventEmitter } from "node:events";
import type { BrowserWindowConstructorOptions, CustomScheme, IpcMainInvokeEvent } from "electron";
import type {
  ElectronApi,
  ShellContents,
  ShellSession,
  ShellWindow,
} from "../../electron/shell/electron-api.ts";

type PermissionRequestHandler = NonNullable<Parameters<ShellSession["setPermissionRequestHandler"]>[0]>;
type PermissionCheckHandler = NonNullable<Parameters<ShellSession["setPermissionCheckHandler"]>[0]>;
type DeviceHandler = NonNullable<Parameters<ShellSession["setDevicePermissionHandler"]>[0]>;
type OpenHandler = Parameters<ShellContents["setWindowOpenHandler"]>[0];
type PageHandler = (request: Request) => Response | Promise<Response>;
type CallHandler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type RequestHandler = (
  details: { readonly url: string },
  answer: (verdict: { cancel?: boolean }) => void,
) => void;

export interface ElectronDouble {
  readonly api: ElectronApi;
  /** What happened, in order: "sandbox", "schemes", "ready", "window", "quit", ... */
  readonly steps: readonly string[];
  readonly windows: readonly WindowDouble[];
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[];
  readonly schemes: readonly CustomScheme[];
  readonly menus: readonly unknown[];
  readonly handlers: {
    permissionRequest?: PermissionRequestHandler;
    permissionCheck?: PermissionCheckHandler;
    device?: DeviceHandler;
    request?: RequestHandler;
    page?: PageHandler;
    readonly calls: Map<string, CallHandler>;
  };
  readonly emitApp: (event: string, ...args: unknown[]) => void;
}

export interface WindowDouble {
  readonly options: BrowserWindowConstructorOptions;
  readonly sent: readonly (readonly [channel: string, message: unknown])[];
  readonly loaded: readonly string[];
  readonly shown: readonly string[];
  minimized: boolean;
  destroyed: boolean;
  readonly emit: (event: string, ...args: unknown[]) => void;
  readonly emitContents: (event: string, ...args: unknown[]) => void;
}

export interface ElectronDoubleOptions {
  readonly isFirstInstance?: boolean;
  readonly isPackaged?: boolean;
}

export const createElectronDouble = (options: ElectronDoubleOptions = {}): ElectronDouble => {
  const steps: string[] = [];
  const windows: WindowDouble[] = [];
  const errorBoxes: { title: string; content: string }[] = [];
  const schemes: CustomScheme[] = [];
  const menus: unknown[] = [];
  const events = new EventEmitter();
  const handlers: ElectronDouble["handlers"] = { calls: new Map() };
  const api: ElectronApi = {
    app: {
      isPackaged: options.isPackaged ?? true,
      enableSandbox: () => void steps.push("sandbox"),
      requestSingleInstanceLock: () => options.isFirstInstance ?? true,
      whenReady: async () => void steps.push("ready"),
      quit: () => void steps.push("quit"),
      exit: (code) => void steps.push(`exit ${code}`),
      on: onWith(events) as unknown as ElectronApi["app"]["on"],
    },
    createWindow: (windowOptions) => {
      steps.push("window");
      const { double, window } = createWindowDouble(windowOptions);
      windows.push(double);
      return window;
    },
    dialog: { showErrorBox: (title, content) => void errorBoxes.push({ title, content }) },
    ipcMain: { handle: (channel, handler) => void handlers.calls.set(channel, handler) },
    menu: { setApplicationMenu: (menu) => void menus.push(menu) },
    protocol: {
      registerSchemesAsPrivileged: (added) => {
        steps.push("schemes");
        schemes.push(...added);
      },
      handle: (_scheme, handler) => void (handlers.page = handler),
    },
    defaultSession: () => createSessionDouble(handlers),
  };
  const emitApp = (event: string, ...args: unknown[]): void => void events.emit(event, ...args);
  return { api, steps, windows, errorBoxes, schemes, menus, handlers, emitApp };
};

const onWith = (events: EventEmitter) => (event: string, listener: (...args: unknown[]) => void) =>
  events.on(event, listener);

const createSessionDouble = (handlers: ElectronDouble["handlers"]): ShellSession => ({
  setPermissionRequestHandler: (handler) => void (handler && (handlers.permissionRequest = handler)),
  setPermissionCheckHandler: (handler) => void (handler && (handlers.permissionCheck = handler)),
  setDevicePermissionHandler: (handler) => void (handler && (handlers.device = handler)),
  webRequest: {
    onBeforeRequest: ((handler: RequestHandler) =>
      void (handlers.request = handler)) as ShellSession["webRequest"]["onBeforeRequest"],
  },
});

const createWindowDouble = (
  options: BrowserWindowConstructorOptions,
): { readonly double: WindowDouble; readonly window: ShellWindow } => {
  const events = new EventEmitter();
  const contentsEvents = new EventEmitter();
  const sent: [string, unknown][] = [];
  const loaded: string[] = [];
  const shown: string[] = [];
  const double: WindowDouble = {
    options,
    sent,
    loaded,
    shown,
    minimized: false,
    destroyed: false,
    emit: (event, ...args) => void events.emit(event, ...args),
    emitContents: (event, ...args) => void contentsEvents.emit(event, ...args),
  };
  const window: ShellWindow = {
    loadURL: async (url) => void loaded.push(url),
    show: () => void shown.push("show"),
    focus: () => void shown.push("focus"),
    restore: () => void shown.push("restore"),
    reload: () => void shown.push("reload"),
    close: () => {
      double.destroyed = true;
    },
    isMinimized: () => double.minimized,
    isDestroyed: () => double.destroyed,
    once: ((event: string, listener: () => void) =>
      events.once(event, listener)) as unknown as ShellWindow["once"],
    webContents: {
      send: (channel, message: unknown) => void sent.push([channel, message]),
      on: onWith(contentsEvents) as unknown as ShellWindow["webContents"]["on"],
    },
  };
  return { double, window };
};

export interface ContentsDouble {
  readonly contents: ShellContents;
  /** Plays an event; true when the shell prevented it. */
  readonly isPrevented: (event: string) => boolean;
  readonly openWindow: (url: string) => ReturnType<OpenHandler> | undefined;
}

export const createContentsDouble = (): ContentsDouble => {
  const events = new EventEmitter();
  let openHandler: OpenHandler | undefined;
  return {
    contents: {
      on: onWith(events) as unknown as ShellContents["on"],
      setWindowOpenHandler: (handler) => void (openHandler = handler),
    },
    isPrevented: (event) => {
      let prevented = false;
      events.emit(event, { preventDefault: () => (prevented = true), url: "https://evil.example/" });
      return prevented;
    },
    openWindow: (url) => openHandler?.({ url } as Parameters<OpenHandler>[0]),
  };
};
