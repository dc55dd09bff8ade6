/**
 * Owns the window and what its page may do. Every setting of the security checklist is written out, defaults
 * included, so that a changed default of Electron changes nothing here.
 */
import type { BrowserWindowConstructorOptions, WebPreferences } from "electron";

export interface WindowSettings {
  readonly preloadFile: string;
  /** Developer tools are closed in production. */
  readonly isProduction: boolean;
}

export const windowOptions = (settings: WindowSettings): BrowserWindowConstructorOptions => ({
  width: 1366,
  height: 768,
  minWidth: 1024,
  minHeight: 720,
  show: false,
  autoHideMenuBar: true,
  backgroundColor: "#10151c",
  title: "Tillwright",
  webPreferences: webPreferences(settings),
});

const webPreferences = ({ preloadFile, isProduction }: WindowSettings): WebPreferences => ({
  preload: preloadFile,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
  devTools: !isProduction,
});
