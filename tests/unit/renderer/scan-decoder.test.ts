import { describe, expect, test } from "vitest";
import {
  createScanDecoder,
  type Decoded,
  type ScanDecoder,
} from "../../../renderer/scanning/scan-decoder.ts";

const EAN = "8690526000015";

const keys = (text: string): readonly string[] => Array.from(text);

/** Presses the keys one after the other, each `gapMs` after the one before, and answers what the last one decoded to. */
const createTypist = (decoder: ScanDecoder) => {
  let nowMs = 1000;
  return {
    wait: (ms: number): void => {
      nowMs += ms;
    },
    press: (pressed: readonly string[], gapMs: number): Decoded => {
      let decoded: Decoded = { kind: "nothing" };
      for (const key of pressed) {
        nowMs += gapMs;
        decoded = decoder.press({ key, timeMs: nowMs });
      }
      return decoded;
    },
  };
};

const start = () => {
  const decoder = createScanDecoder();
  return { decoder, typist: createTypist(decoder) };
};

describe("a scanner that types like a keyboard", () => {
  test("200 scans at 15 ms per character, 60 ms apart, are 200 whole codes", () => {
    const { typist } = start();
    const codes = Array.from({ length: 200 }, (_, index) => `86905260${String(10_000 + index)}`);
    const read = codes.map((code) => {
      typist.wait(60);
      const decoded = typist.press([...keys(code), "Enter"], 15);
      return decoded.kind === "scan" ? decoded.code : decoded.kind;
    });
    expect(read).toEqual(codes);
  });

  test.each([
    ["fast, Enter", EAN, 5, "Enter"],
    ["slow scanner, Tab", EAN, 45, "Tab"],
    ["letters and signs", "S1-T1-000042", 12, "Enter"],
    ["shortest", "1234", 15, "Enter"],
    ["GS1 separator", "0108690526000015\u001D10A1", 10, "Enter"],
  ])("%s is a scan", (_, ...[code, gapMs, end]) => {
    const { typist } = start();
    expect(typist.press([...keys(code), end], gapMs)).toEqual({ kind: "scan", code, typedBefore: "" });
  });

  test("shift between characters does not break a scan", () => {
    const { typist } = start();
    const pressed = ["Shift", "A", "Shift", "B", "1", "2", "3", "Enter"];
    expect(typist.press(pressed, 10)).toMatchObject({ kind: "scan", code: "AB123" });
  });
});

describe("what comes slowly where no field has the focus", () => {
  const intoNothing = (text: string, gapMs: number): Decoded => {
    const decoder = createScanDecoder();
    let decoded: Decoded = { kind: "nothing" };
    for (const [index, key] of [...keys(text), "Enter"].entries()) {
      decoded = decoder.press({ key, timeMs: 1000 + index * gapMs, intoNothing: true });
    }
    return decoded;
  };

  test.each([
    ["a receipt number", "S1-T1-000042"],
    ["a coupon", "WELCOME10"],
    ["a bar code", EAN],
  ])("%s is a scan: it would be lost without a word", (_, code) => {
    expect(intoNothing(code, 220)).toEqual({ kind: "scan", code, typedBefore: "" });
  });

  test.each([
    ["a PIN", "12345678"],
    ["an amount", "150,50"],
    ["a long number that is no bar code", "8690526000016"],
  ])("%s is none", (_, text) => {
    expect(intoNothing(text, 220)).toEqual({ kind: "nothing" });
  });

  test("what reached a field in its middle is none", () => {
    const decoder = createScanDecoder();
    for (const [index, key] of keys("S1-T1-000042").entries()) {
      decoder.press({ key, timeMs: 1000 + index * 200, intoNothing: index < 5 });
    }
    expect(decoder.press({ key: "Enter", timeMs: 3600, intoNothing: false })).toEqual({ kind: "nothing" });
  });
});

describe("what a person types is never a scan", () => {
  test.each([
    ["a fast typist", [...keys("filter coffee"), "Enter"], 90],
    ["a code typed by hand", [...keys(EAN), "Enter"], 140],
    ["a short quantity", ["1", "2", "Enter"], 40],
    ["too short for a scan", ["1", "2", "3", "Enter"], 10],
    ["only Enter", ["Enter"], 10],
  ])("%s", (_, pressed, gapMs) => {
    const { typist } = start();
    expect(typist.press(pressed, gapMs)).toEqual({ kind: "nothing" });
  });

  test("a burst without Enter is left alone, and the next scan does not carry it", () => {
    const { typist } = start();
    typist.press(keys("abcdef"), 20);
    typist.wait(2000);
    expect(typist.press([...keys(EAN), "Enter"], 15)).toMatchObject({
      kind: "scan",
      code: EAN,
      typedBefore: "",
    });
  });

  test("an edit ends the burst", () => {
    const { typist } = start();
    expect(typist.press([...keys("12345"), "Backspace", "6", "Enter"], 15)).toEqual({ kind: "nothing" });
  });
});

describe("a person's number just before a scan stays apart", () => {
  test.each([
    ["6", 300],
    ["6", 90],
    ["12", 140],
    ["20", 200],
  ])("%s, then a scan after %i ms", (typed, pauseMs) => {
    const { typist } = start();
    typist.press(keys(typed), 160);
    typist.wait(pauseMs);
    const decoded = typist.press([...keys(EAN), "Enter"], 12);
    expect(decoded).toEqual({ kind: "scan", code: EAN, typedBefore: typed });
  });

  test("scan, 2, scan, 2 gives the two codes and no 22", () => {
    const { typist } = start();
    for (const code of [EAN, "8690526000022"]) {
      expect(typist.press([...keys(code), "Enter"], 15)).toMatchObject({
        kind: "scan",
        code,
        typedBefore: "",
      });
      typist.wait(400);
      typist.press(["2"], 0);
      typist.wait(2000);
    }
  });

  test("before a code without a check digit too", () => {
    const { typist } = start();
    typist.press(["6"], 100);
    typist.wait(100);
    expect(typist.press([...keys("ABC-123"), "Enter"], 10)).toMatchObject({
      code: "ABC-123",
      typedBefore: "6",
    });
  });
});

describe("a computer that stalls in the middle of a scan", () => {
  test.each([1, 4, 5, 9, 12])("for 400 ms after character %i of a code with a check digit", (position) => {
    const { typist } = start();
    typist.press(keys(EAN.slice(0, position)), 10);
    typist.wait(400);
    expect(typist.press([...keys(EAN.slice(position)), "Enter"], 10)).toMatchObject({
      kind: "scan",
      code: EAN,
    });
  });

  test.each([4, 8])("for 200 ms after character %i of any other code", (position) => {
    const code = "S1-T1-000042";
    const { typist } = start();
    typist.press(keys(code.slice(0, position)), 10);
    typist.wait(190);
    expect(typist.press([...keys(code.slice(position)), "Enter"], 10)).toMatchObject({ kind: "scan", code });
  });
});

describe("a code that is known to be whole, slower than most scanners and faster than any person", () => {
  const endAfter = (code: string, gapsMs: readonly number[]): Decoded => {
    const decoder = createScanDecoder();
    let timeMs = 1000;
    let decoded: Decoded = { kind: "nothing" };
    for (const [index, key] of [...keys(code), "Enter"].entries()) {
      timeMs += index === 0 ? 0 : (gapsMs[(index - 1) % gapsMs.length] ?? 0);
      decoded = decoder.press({ key, timeMs });
    }
    return decoded;
  };

  test.each([
    // As a till under load saw it: half of the gaps above 50 ms.
    [[31.4, 25.2, 93.2, 84.9, 58.7, 59.4, 45, 56.1, 50.3, 29.5, 26.4, 22.9, 67.5]],
    [[75]],
    // Stalls, again and again.
    [[15, 210]],
    [[15, 15, 400, 15, 300, 15]],
  ])("gaps of %s ms are a scan", (gapsMs) => {
    expect(endAfter(EAN, gapsMs)).toEqual({ kind: "scan", code: EAN, typedBefore: "" });
  });

  test("a staff badge is whole or it is nothing: no part of it is ever a code of its own", () => {
    const badge = "TWB5WAN6E9Z9EEDF37R4QDX8E2K";
    const gaps = [...keys(badge)].map((_, index) => (index === 3 ? 600 : 20));
    expect(endAfter(badge, gaps)).toEqual({ kind: "scan", code: badge, typedBefore: "" });
  });

  test.each([
    ["a person's pace", EAN, [110]],
    ["no check digit", "8690526000014", [60]],
    ["short enough for a PIN or a date", "86905260", [60]],
  ])("%s is not", (_, code, gapsMs) => {
    expect(endAfter(code, gapsMs).kind).not.toBe("scan");
  });
});

test("the length of the burst tells a sign that is a command from one inside a scan", () => {
  const { decoder, typist } = start();
  typist.press(["*"], 10);
  expect(decoder.pendingLength()).toBe(1);
  typist.press(["8", "6"], 10);
  expect(decoder.pendingLength()).toBe(3);
  typist.press(["9", "0", "Enter"], 10);
  expect(decoder.pendingLength()).toBe(0);
});

test.each([80, 150, 240])("a sign that was a command is no part of a scan %i ms later", (waitMs) => {
  const { decoder, typist } = start();
  typist.press(["6"], 10);
  typist.wait(300);
  typist.press(["*"], 10);
  decoder.forget();
  typist.wait(waitMs);
  expect(typist.press([...keys(EAN), "Enter"], 15)).toEqual({ kind: "scan", code: EAN, typedBefore: "" });
});

describe("a scanner that sends signs around its codes", () => {
  const framed = (prefix: string, suffix: string) => {
    const decoder = createScanDecoder(() => ({ prefix, suffix }));
    return createTypist(decoder);
  };
  const scan = (code: string, typedBefore = ""): Decoded => ({ kind: "scan", code, typedBefore });

  test.each([
    ["slow, no check digit", "~", 180, "S1-T1-000042"],
    ["short", "~", 120, "42"],
    ["several signs", "[[", 200, "ABC"],
  ])("is known by its prefix: %s", (_, ...[prefix, gapMs, code]) => {
    expect(framed(prefix, "").press([...keys(prefix + code), "Enter"], gapMs)).toEqual(scan(code));
  });

  test("what a person typed before the prefix stays apart", () => {
    const typist = framed("~", "");
    typist.press(keys("6"), 160);
    expect(typist.press([...keys("~ABC"), "Enter"], 150)).toEqual(scan("ABC", "6"));
  });

  test("a prefix that somebody typed by hand is none", () => {
    expect(framed("~", "").press([...keys("~abc"), "Enter"], 500)).toEqual({ kind: "nothing" });
  });

  test("others still go by their pace", () => {
    expect(framed("~", "").press([...keys(EAN), "Enter"], 15)).toEqual(scan(EAN));
  });

  test("its suffix ends the code, and an Enter right behind it is spare", () => {
    const typist = framed("", "#");
    expect(typist.press([...keys(EAN), "#"], 15)).toEqual(scan(EAN));
    expect(typist.press(["Enter"], 15)).toEqual({ kind: "spare" });
    typist.wait(400);
    expect(typist.press(["Enter"], 15)).toEqual({ kind: "nothing" });
  });

  test("a suffix that a person types ends nothing", () => {
    const typist = framed("", "#");
    expect(typist.press([...keys("12"), "#"], 150)).toEqual({ kind: "continued" });
  });

  test("both, one code after the other", () => {
    const typist = framed("<", ">");
    for (const code of ["A1", "B2", EAN]) {
      typist.wait(60);
      expect(typist.press([...keys(`<${code}>`)], 150)).toEqual(scan(code));
    }
  });
});
