/**
 * Owns the desktop program's life: one instance, locked down before any page exists, till opened, window shown,
 * till closed before the process ends. Holds no rule of selling; that is behind the till port.
 * What must happen before Electron is ready happens before the first await.
 */
import type { Result } from "../../domain/result.ts";
import { displayPort, withDisplay } from "../ipc/display-port.ts";
import type { TillPort } from "../ipc/till-port.ts";
import { answerCalls } from "./answer-calls.ts";
import type { ElectronApi, ShellWindow } from "./electron-api.ts";
import { lockDownContents, lockDownSession } from "./lock-down.ts";
import { displayUrl, eventChannel, pageScheme, pageUrl } from "./page-address.ts";
import { createPageHandler } from "./serve-page.ts";
import { windowOptions } from "./window-options.ts";

export interface ShellDeps {
  readonly electron: ElectronApi;
  readonly openTill: () => Promise<Result<TillPort, { readonly message: string }>>;
  readonly rendererDir: string;
  readonly preloadFile: string;
  /** Style nonce of this start. */
  readonly nonce: string;
  readonly reportBug: (procedure: string, error: unknown) => void;
}

export const runShell = async (deps: ShellDeps): Promise<void> => {
  const { app, protocol } = deps.electron;
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: ShellWindow | null = null;
  app.on("second-instance", () => bringToFront(window));
  app.on("web-contents-created", (_event, contents) => lockDownContents(contents));
  await app.whenReady();
  lockDownSession(deps.electron.defaultSession());
  if (app.isPackaged) deps.electron.menu.setApplicationMenu(null);
  protocol.handle(pageScheme, createPageHandler(deps));
  const till = await deps.openTill();
  if (!till.ok) {
    deps.electron.dialog.showErrorBox("Tillwright cannot open the till", till.error.message);
    app.exit(1);
    return;
  }
  closeWithApp(deps, till.value);
  const display = createDisplayWindow(deps, till.value);
  answerCalls({
    ipcMain: deps.electron.ipcMain,
    till: withDisplay(till.value, display.open),
    reportBug: deps.reportBug,
  });
  window = openWindow(deps, { till: till.value, address: pageUrl });
  // Without the till's own window there is nothing to show.
  window.once("closed", display.close);
};

const bringToFront = (window: ShellWindow | null): void => {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
};

/** At most one; asked for again it comes to the front. */
const createDisplayWindow = (deps: ShellDeps, till: TillPort) => {
  let window: ShellWindow | null = null;
  return {
    open: (): null => {
      if (window === null || window.isDestroyed()) {
        window = openWindow(deps, { till: displayPort(till), address: displayUrl });
      } else {
        bringToFront(window);
      }
      return null;
    },
    close: (): void => {
      if (window !== null && !window.isDestroyed()) window.close();
    },
  };
};

const openWindow = (
  deps: ShellDeps,
  { till, address }: { readonly till: TillPort; readonly address: string },
): ShellWindow => {
  const { app, createWindow } = deps.electron;
  const window = createWindow(windowOptions({ preloadFile: deps.preloadFile, isProduction: app.isPackaged }));
  window.once("ready-to-show", () => window.show());
  till.onEvent((event, data) => {
    if (!window.isDestroyed()) window.webContents.send(eventChannel, { event, data });
  });
  window.webContents.on("render-process-gone", (_event, details) => {
    deps.reportBug("page", details.reason);
    if (!window.isDestroyed()) window.reload();
  });
  window.loadURL(address).catch((error: unknown) => deps.reportBug("page", error));
  return window;
};

/** The last window's end is the program's end; the database is closed before the process goes. */
const closeWithApp = (deps: ShellDeps, till: TillPort): void => {
  const { app } = deps.electron;
  let state: "open" | "closing" | "closed" = "open";
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    till
      .close()
      .catch((error: unknown) => deps.reportBug("close", error))
      .finally(() => {
        state = "closed";
        app.quit();
      });
  });
};
