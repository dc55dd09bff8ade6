import { describe, expect, test } from "vitest";
import { lockDownContents, lockDownSession } from "../../../electron/shell/lock-down.ts";
import { createContentsDouble, createElectronDouble } from "../../support/electron-double.ts";

describe("a page", () => {
  test.each(["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"])(
    "cannot leave or embed: %s is prevented",
    (event) => {
      const { contents, isPrevented } = createContentsDouble();
      lockDownContents(contents);
      expect(isPrevented(event)).toBe(true);
    },
  );

  test("cannot open a window, not even one of ours", () => {
    const { contents, openWindow } = createContentsDouble();
    lockDownContents(contents);
    expect(openWindow("https://evil.example/")).toEqual({ action: "deny" });
    expect(openWindow("app://till/")).toEqual({ action: "deny" });
  });
});

describe("the session", () => {
  const { api, handlers } = createElectronDouble();
  lockDownSession(api.defaultSession());

  test.each([
    "media",
    "geolocation",
    "notifications",
    "midi",
    "clipboard-read",
    "openExternal",
    "serial",
    "usb",
  ])("denies the permission %s", (permission) => {
    const answers: boolean[] = [];
    const ask = handlers.permissionRequest as unknown as (
      contents: null,
      permission: string,
      answer: (granted: boolean) => void,
    ) => void;
    ask(null, permission, (granted) => answers.push(granted));
    expect(answers).toEqual([false]);
    const check = handlers.permissionCheck as unknown as (contents: null, permission: string) => boolean;
    expect(check(null, permission)).toBe(false);
  });

  test("denies every device", () => {
    const check = handlers.device as unknown as (details: { deviceType: string }) => boolean;
    for (const deviceType of ["hid", "serial", "usb"]) expect(check({ deviceType })).toBe(false);
  });

  test.each([
    ["app://till/", false],
    ["app://till/assets/main-Ab3dEf9_.js", false],
    ["data:image/png;base64,AAAA", false],
    ["https://evil.example/", true],
    ["http://127.0.0.1:4599/", true],
    ["ws://127.0.0.1:4599/till", true],
    ["file:///etc/passwd", true],
    ["app://other/", true],
    ["data:text/html,<script>", true],
  ])("a request for %s is cancelled: %s", (url, cancel) => {
    const verdicts: { cancel?: boolean }[] = [];
    handlers.request?.({ url }, (verdict) => verdicts.push(verdict));
    expect(verdicts).toEqual([{ cancel }]);
  });
});
