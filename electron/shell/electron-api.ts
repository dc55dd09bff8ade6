/**
 * Owns the part of Electron that the shell uses, as one value that tests can replace.
 * Types are Electron's own, so that a change of its API does not compile here first.
 * Must not import Electron as a value: only main.ts and preload.ts do.
 */
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  Menu,
  Protocol,
  Session,
  WebContents,
} from "electron";

export interface ElectronApi {
  readonly app: Pick<
    App,
    "enableSandbox" | "requestSingleInstanceLock" | "whenReady" | "quit" | "exit" | "on" | "isPackaged"
  >;
  readonly createWindow: (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly dialog: Pick<Dialog, "showErrorBox">;
  readonly ipcMain: Pick<IpcMain, "handle">;
  readonly menu: { readonly setApplicationMenu: (menu: Menu | null) => void };
  readonly protocol: Pick<Protocol, "registerSchemesAsPrivileged" | "handle">;
  /** There only after the app is ready. */
  readonly defaultSession: () => ShellSession;
}

export type ShellSession = Pick<
  Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
> & { readonly webRequest: Pick<Session["webRequest"], "onBeforeRequest"> };

export type ShellContents = Pick<WebContents, "on" | "setWindowOpenHandler">;

export type ShellWindow = Pick<
  BrowserWindow,
  "loadURL" | "show" | "focus" | "restore" | "isMinimized" | "isDestroyed" | "once" | "reload" | "close"
> & { readonly webContents: Pick<WebContents, "send" | "on"> };
