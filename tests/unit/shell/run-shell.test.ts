import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { err, ok } from "../../../domain/result.ts";
import { runShell, type ShellDeps } from "../../../electron/shell/run-shell.ts";
import {
  createContentsDouble,
  createElectronDouble,
  type ElectronDoubleOptions,
} from "../../support/electron-double.ts";
import { createFakeTillPort } from "../../support/fake-till-port.ts";

let rendererDir: string;

beforeAll(() => {
  rendererDir = mkdtempSync(join(tmpdir(), "till-shell-"));
  writeFileSync(join(rendererDir, "index.html"), "<html><head></head><body></body></html>");
});

afterAll(() => rmSync(rendererDir, { recursive: true, force: true }));

const run = async (options: ElectronDoubleOptions = {}, changes: Partial<ShellDeps> = {}) => {
  const electron = createElectronDouble(options);
  const till = createFakeTillPort();
  const bugs: string[] = [];
  await runShell({
    electron: electron.api,
    openTill: async () => ok(till),
    rendererDir,
    preloadFile: "/app/out/preload/preload.cjs",
    nonce: "nonce-1",
    reportBug: (where) => bugs.push(where),
    ...changes,
  });
  return { ...electron, till, bugs, window: electron.windows[0] };
};

describe("start", () => {
  test("process isolation and the page's scheme come before Electron is ready, the window after", async () => {
    const { steps, schemes, window } = await run();
    expect(steps).toEqual(["sandbox", "schemes", "ready", "window"]);
    expect(schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    expect(window?.loaded).toEqual(["app://till/"]);
  });

  test("the page may not bypass its policy or run service workers", async () => {
    const { schemes } = await run();
    expect(schemes[0]?.privileges).not.toHaveProperty("bypassCSP");
    expect(schemes[0]?.privileges).not.toHaveProperty("allowServiceWorkers");
  });

  test("a second instance opens nothing and ends", async () => {
    let opened = false;
    const openTill = async () => {
      opened = true;
      return err({ message: "" });
    };
    const { steps } = await run({ isFirstInstance: false }, { openTill });
    expect(steps).toEqual(["sandbox", "schemes", "quit"]);
    expect(opened).toBe(false);
  });

  test("the first instance comes to the front when a second is tried", async () => {
    const { emitApp, window } = await run();
    if (window === undefined) throw new Error("no window");
    window.minimized = true;
    emitApp("second-instance");
    expect(window.shown).toEqual(["restore", "focus"]);
    window.destroyed = true;
    emitApp("second-instance");
    expect(window.shown).toEqual(["restore", "focus"]);
  });

  test("a till that cannot open says why and ends with code 1, without a window", async () => {
    const message = "The disk is read-only.";
    const { errorBoxes, steps, windows } = await run({}, { openTill: async () => err({ message }) });
    expect(errorBoxes).toEqual([{ title: "Tillwright cannot open the till", content: message }]);
    expect(steps.at(-1)).toBe("exit 1");
    expect(windows).toEqual([]);
  });

  test("there is no menu in production", async () => {
    expect((await run({ isPackaged: true })).menus).toEqual([null]);
    expect((await run({ isPackaged: false })).menus).toEqual([]);
  });
});

describe("page", () => {
  test("every web contents is locked down as it is created", async () => {
    const { emitApp } = await run();
    const { contents, isPrevented, openWindow } = createContentsDouble();
    emitApp("web-contents-created", {}, contents);
    expect(isPrevented("will-navigate")).toBe(true);
    expect(openWindow("https://evil.example/")).toEqual({ action: "deny" });
  });

  test("permissions, devices and network are denied before the page is loaded", async () => {
    const { handlers } = await run();
    expect(handlers.permissionRequest).toBeDefined();
    expect(handlers.permissionCheck).toBeDefined();
    expect(handlers.device).toBeDefined();
    expect(handlers.request).toBeDefined();
  });

  test("is served with a policy that knows no network", async () => {
    const { handlers } = await run();
    const response = await handlers.page?.(new Request("app://till/"));
    expect(response?.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-nonce-1'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(response?.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response?.text()).toContain('<meta property="csp-nonce" nonce="nonce-1">');
  });

  test.each([
    ["app://other/", 403],
    ["app://till/missing.js", 404],
    ["app://till/%2e%2e%2f%2e%2e%2fetc/hosts.js", 404],
  ])("%s answers %i", async (url, status) => {
    const { handlers } = await run();
    expect((await handlers.page?.(new Request(url)))?.status).toBe(status);
  });

  test("gets events as one message", async () => {
    const { till, window } = await run();
    till.push("basket.changed", { parkedCount: 1 });
    expect(window?.sent).toEqual([["till:event", { event: "basket.changed", data: { parkedCount: 1 } }]]);
  });

  test("gets nothing once its window is gone", async () => {
    const { till, window } = await run();
    if (window !== undefined) window.destroyed = true;
    till.push("basket.changed", {});
    expect(window?.sent).toEqual([]);
  });

  test("is loaded again when its process dies; the basket is in main", async () => {
    const { window, bugs } = await run();
    window?.emitContents("render-process-gone", {}, { reason: "crashed" });
    expect(window?.shown).toEqual(["reload"]);
    expect(bugs).toEqual(["page"]);
  });

  test("its window appears when it is drawn", async () => {
    const { window } = await run();
    expect(window?.shown).toEqual([]);
    window?.emit("ready-to-show");
    expect(window?.shown).toEqual(["show"]);
  });
});

describe("end", () => {
  test("the till is closed before the process ends", async () => {
    const { emitApp, till, steps } = await run();
    emitApp("window-all-closed");
    expect(steps.at(-1)).toBe("quit");
    const prevented: string[] = [];
    const event = { preventDefault: () => prevented.push("prevented") };
    emitApp("will-quit", event);
    emitApp("will-quit", event);
    expect(prevented).toHaveLength(2);
    await expect.poll(() => steps.filter((step) => step === "quit")).toHaveLength(2);
    expect(till.isClosed()).toBe(true);
    emitApp("will-quit", event);
    expect(prevented).toHaveLength(2);
  });
});

describe("the customer display", () => {
  test("is a second window with a page of its own, opened once, and gone with the till's", async () => {
    const { handlers, windows, window, till } = await run();
    const call = handlers.calls.get("till:call");
    const from = (url: string) => ({ senderFrame: { url, parent: null } }) as never;
    await call?.(from("app://till/"), "customerScreen.open", {});
    await call?.(from("app://till/"), "customerScreen.open", {});
    expect(windows.map(({ loaded }) => loaded)).toEqual([["app://till/"], ["app://till/display.html"]]);
    expect(await call?.(from("app://till/display.html"), "basket.get", {})).toMatchObject({ ok: false });
    expect(await call?.(from("app://till/display.html"), "customerScreen.state", {})).toMatchObject({
      ok: true,
    });
    till.push("basket.changed", {});
    till.push("customerScreen.changed", null);
    expect(windows[1]?.sent.map(([, message]) => message)).toEqual([
      { event: "customerScreen.changed", data: null },
    ]);
    window?.emit("closed");
    expect(windows[1]?.destroyed).toBe(true);
  });
});
