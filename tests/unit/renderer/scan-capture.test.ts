/** What the window's key presses are to the decoder of scans: chords of commands are no part of one. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { captureScans } from "../../../renderer/scanning/scan-capture.ts";

const scans: string[] = [];
let stop = (): void => {};
let framing = { prefix: "", suffix: "" };

beforeEach(() => {
  scans.length = 0;
  framing = { prefix: "", suffix: "" };
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", { activeElement: null });
  vi.stubGlobal("HTMLInputElement", Map);
  vi.stubGlobal("HTMLTextAreaElement", Map);
  ({ stop } = captureScans(
    (code) => scans.push(code),
    () => framing,
  ));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** Answers whether it goes on to the page. */
const press = (key: string, timeStamp: number, more: Partial<KeyboardEvent> = {}): boolean => {
  const event = new Event("keydown", { cancelable: true });
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  for (const [name, value] of Object.entries({ key, code, timeStamp, ...more })) {
    Object.defineProperty(event, name, { value });
  }
  return window.dispatchEvent(event);
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

/** Each key far apart: by its pace it would be a person. */
const typeSlowly = (keys: readonly string[], fromMs: number): void => {
  for (const [index, key] of keys.entries()) {
    press(key, fromMs + index * 200);
  }
};

test.each([
  ["a function key", "{F9}", () => press("F9", 1000)],
  ["a control character", "{Ctrl+B}", () => press("b", 1000, { ctrlKey: true })],
  ["a function key in small letters", "{f9}", () => press("F9", 1000)],
])("%s before each code tells a slow scanner, and is no command any more", (_, prefix, begin) => {
  framing = { prefix, suffix: "" };
  expect(begin()).toBe(false);
  typeSlowly([...Array.from("AB12"), "Enter"], 1200);
  expect(scans).toEqual(["AB12"]);
});

test("a function key behind each code ends it, and is no part of it", () => {
  framing = { prefix: "~", suffix: "{F10}" };
  typeSlowly(["~", ...Array.from("AB12"), "F10"], 1000);
  scan("8690526000015", 9000);
  expect(scans).toEqual(["AB12", "8690526000015"]);
});

test("a function key that nobody gave to a scanner is a command, and ends what was typed", () => {
  framing = { prefix: "{F9}", suffix: "" };
  expect(press("F8", 1000)).toBe(true);
  expect(press("b", 1010, { ctrlKey: true })).toBe(true);
  typeSlowly([...Array.from("AB12"), "Enter"], 1200);
  expect(scans).toEqual([]);
});

test.each(["", "#"])(
  "4,000 signs at a scanner's pace are one code, and the next scan is whole (suffix %j)",
  (suffix) => {
    framing = { prefix: "", suffix };
    const long = "0123456789ABCDEF".repeat(250);
    for (const [index, key] of [...Array.from(long), suffix === "" ? "Enter" : suffix].entries()) {
      press(key, 1000 + index);
    }
    scan("8690526000015", 9000);
    expect(scans).toEqual([long, "8690526000015"]);
  },
);
