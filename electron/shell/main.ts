/**
 * Owns the desktop program's entry: hands the real Electron and the real till to run-shell.ts.
 * Data lie in the user's application folder, or in TILLWRIGHT_DATA_DIR; `--demo` fills an empty database.
 */
import { join } from "node:path";
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from "electron";
import { openTill } from "../system/open-till.ts";
import { createRandomToken } from "../system/random-token.ts";
import { runShell } from "./run-shell.ts";

const out = join(app.getAppPath(), "out");
const dataDir = process.env["TILLWRIGHT_DATA_DIR"] ?? join(app.getPath("userData"), "till");

await runShell({
  electron: {
    app,
    createWindow: (options) => new BrowserWindow(options),
    dialog,
    ipcMain,
    menu: Menu,
    protocol,
    defaultSession: () => session.defaultSession,
  },
  openTill: () => openTill({ dataDir, demo: process.argv.includes("--demo") }),
  rendererDir: join(out, "renderer"),
  preloadFile: join(out, "preload", "preload.cjs"),
  nonce: createRandomToken(),
  reportBug: (where, error) =>
    void process.stderr.write(`Unexpected failure in ${where}: ${String(error)}\n`),
});
