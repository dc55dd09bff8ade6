/** What the window's key presses are to the decoder of scans: chords of commands are no part of one. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { captureScans } from "../../../renderer/scanning/scan-capture.ts";

const scans: string[] = [];
let stop = (): void => {};

beforeEach(() => {
  scans.length = 0;
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", { activeElement: null });
  vi.stubGlobal("HTMLInputElement", Map);
  vi.stubGlobal("HTMLTextAreaElement", Map);
  ({ stop } = captureScans(
    (code) => scans.push(code),
    () => ({ prefix: "", suffix: "" }),
  ));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const press = (key: string, timeStamp: number, more: Partial<KeyboardEvent> = {}): void => {
  const event = new Event("keydown", { cancelable: true });
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  for (const [name, value] of Object.entries({ key, code, timeStamp, ...more })) {
    Object.defineProperty(event, name, { value });
  }
  window.dispatchEvent(event);
};

const scan = (text: string, fromMs: number): void => {
  for (const [index, key] of [...Array.from(text), "Enter"].entries()) {
    press(key, fromMs + index * 15);
  }
};

test.each([90, 150, 230])("the letter of an Alt chord is no part of a scan %i ms later", (waitMs) => {
  press("Alt", 1000, { altKey: true });
  press("v", 1010, { altKey: true });
  scan("S1-T1-000002", 1010 + waitMs);
  expect(scans).toEqual(["S1-T1-000002"]);
});

test("what a scanner writes is a scan, signs of its separator included", () => {
  for (const [index, key] of Array.from("0108690526000015").entries()) {
    press(key, 1000 + index * 10);
  }
  press("]", 1165, { ctrlKey: true });
  scan("10A1", 1175);
  expect(scans).toEqual(["0108690526000015\u001D10A1"]);
});
