import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, expect, test } from "@playwright/test";
import { presentProgram } from "../../scripts/electron-binary.ts";
import { hasDisplay } from "../../scripts/open-address.ts";

const rootDir = join(import.meta.dirname, "..", "..");

/** Reported as skipped, never as passed, where Electron's program or a display is missing. */
test("the real desktop program opens the till, locked down", async () => {
  const executablePath = presentProgram();
  test.info().skip(executablePath === null, "Electron's program is not installed here");
  test.info().skip(!hasDisplay(), "there is no display for Electron");
  const dataDir = mkdtempSync(join(tmpdir(), "electron-shell-"));
  const environment = { ...process.env, TILLWRIGHT_DATA_DIR: dataDir } as Record<string, string>;
  const app = await _electron.launch({
    executablePath: executablePath ?? "",
    args: [rootDir, "--demo"],
    env: environment,
  });
  const page = await app.firstWindow();
  await expect(page.locator("#root button").first()).toBeVisible();
  expect(page.url()).toBe("app://till/");
  const seen = await page.evaluate(async () => ({
    till: Object.keys(Reflect.get(window, "till") as object),
    node: ["require", "process", "Buffer", "ipcRenderer"].filter((name) => Reflect.has(window, name)),
    network: await fetch("https://example.com/").then(
      () => "reached",
      () => "refused",
    ),
    opened: window.open("https://example.com/") === null,
    notifications: await Notification.requestPermission(),
  }));
  expect(seen).toEqual({
    till: ["call", "onEvent"],
    node: [],
    network: "refused",
    opened: true,
    notifications: "denied",
  });
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});
