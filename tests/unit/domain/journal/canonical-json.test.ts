/** Canonical JSON against the vectors of RFC 8785. */
import { describe, expect, it } from "vitest";
import { canonicalJson, type JsonValue } from "../../../../domain/journal/canonical-json.ts";

const double = (hex: string): number => Buffer.from(hex, "hex").readDoubleBE();

describe("numbers (RFC 8785, appendix B)", () => {
  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("%s is written %s", (hex, written) => {
    expect(canonicalJson(double(hex))).toBe(written);
  });

  it.each(["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"])("%s has no form", (hex) => {
    expect(() => canonicalJson(double(hex))).toThrow(RangeError);
  });
});

describe("objects and texts", () => {
  it("sorts keys by UTF-16 code units (RFC 8785, 3.2.3)", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    const values = [...canonicalJson(value).matchAll(/:"([^"]*)"/g)].map((match) => match[1]);
    expect(values).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it("writes the example of RFC 8785, 3.2.2", () => {
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts inside arrays and deep down, and leaves arrays in their order", () => {
    expect(canonicalJson({ b: [{ z: 1, a: [] }, 3, 2], a: {} })).toBe('{"a":{},"b":[{"a":[],"z":1},3,2]}');
  });

  it("writes the same whichever order the keys are named in", () => {
    const text = '{"":0,"10":1,"9":[{"a":"\u2028","b":-0.5}],"a":{"x":null,"y":[]},"b":"\\u0007"}';
    const shuffled = {
      b: "\u0007",
      a: { y: [], x: null },
      "9": [{ b: -0.5, a: "\u2028" }],
      "": 0,
      "10": 1,
    };
    expect(canonicalJson(shuffled)).toBe(text);
    expect(canonicalJson({ "": 0, a: { x: null, y: [] }, b: "\u0007" })).toBe(
      '{"":0,"a":{"x":null,"y":[]},"b":"\\u0007"}',
    );
  });

  it("does not normalise text: what looks alike stays apart", () => {
    expect(canonicalJson("\u00e9")).not.toBe(canonicalJson("e\u0301"));
  });

  it("refuses half a surrogate pair, in values and in keys", () => {
    expect(() => canonicalJson({ reason: "\ud83d" })).toThrow(TypeError);
    expect(() => canonicalJson({ "\ude00": 1 })).toThrow(TypeError);
  });

  it("refuses what JSON has not", () => {
    expect(() => canonicalJson({ a: undefined } as unknown as JsonValue)).toThrow(TypeError);
    expect(() => canonicalJson([undefined] as unknown as JsonValue)).toThrow(TypeError);
    expect(() => canonicalJson({ a: [1, { b: Number.NaN }] })).toThrow(RangeError);
  });

  it("reads back as the same value", () => {
    const value = { a: [1, -2.5, "\u2028", { "": null }], "\u0000": "\u001f\u007f" };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});
