import { expect, test } from "vitest";
import { windowOptions } from "../../../electron/shell/window-options.ts";

const settings = { preloadFile: "/app/out/preload/preload.cjs", isProduction: true };

test("every setting of the security checklist is written out", () => {
  expect(windowOptions(settings).webPreferences).toEqual({
    preload: "/app/out/preload/preload.cjs",
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
    devTools: false,
  });
});

test("developer tools open outside production only", () => {
  expect(windowOptions({ ...settings, isProduction: false }).webPreferences?.devTools).toBe(true);
});

test("the window fits the smallest till screen and appears only when drawn", () => {
  expect(windowOptions(settings)).toMatchObject({ minWidth: 1024, minHeight: 720, show: false });
});
