import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScaleProtocol, type ScaleProtocolName } from "../../../../drivers/scale/scale-protocol.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (name: ScaleProtocolName, text: string) =>
  createScaleProtocol(name).take(bytesOf(text)).readings;
const stable = (weightMilli: number) => ({ weightMilli, isStable: true, problem: null });

describe("a continuous stream", () => {
  it.each([
    ["of kilograms", "ST,GS,+  1.250kg\r\n", stable(1250)],
    ["with the sign and without spaces", "ST,NT, 01.250,kg\r\n", stable(1250)],
    ["of grams", "ST,+001234.5  g\r\n", stable(1235)],
    ["with CAS's device number and lamps", "ST,GS,1,@,   13.50 kg\r\n", stable(13_500)],
    ["in motion", "US,GS,   0.510kg\r\n", { weightMilli: 510, isStable: false, problem: null }],
    ["below zero", "ST,GS,-  0.010kg\r\n", { weightMilli: null, isStable: true, problem: "underZero" }],
    ["overloaded", "OL,GS,+ 99.999kg\r\n", { weightMilli: null, isStable: false, problem: "overload" }],
    ["of pounds", "ST,GS,   2.20lb\r\n", { weightMilli: null, isStable: true, problem: "otherUnit" }],
  ])("%s", (_, text, expected) => {
    expect(read("continuous", text)).toEqual([expected]);
  });

  it("is read from wherever it is joined, in any pieces", () => {
    const protocol = createScaleProtocol("continuous");
    const readings = Array.from("S,  9.9kg\r\nST,GS,   1.250kg\r\nST,GS,   1.3").flatMap(
      (character) => protocol.take(bytesOf(character)).readings,
    );
    expect(readings).toEqual([stable(1250)]);
  });
});

describe("NCI's answer", () => {
  it.each([
    ["in motion", "\n  1.250kg\r\n10\r\u0003", { weightMilli: 1250, isStable: false, problem: null }],
    ["at zero", "\n  0.000kg\r\n20\r\u0003", stable(0)],
    ["with an S before the status", "\n00.500KG\r\nS00\r\u0003", stable(500)],
    [
      "above capacity",
      "\n^^^^^^kg\r\n02\r\u0003",
      { weightMilli: null, isStable: true, problem: "overload" },
    ],
    ["below zero", "\n______kg\r\n01\r\u0003", { weightMilli: null, isStable: true, problem: "underZero" }],
    ["in pounds", "\n  2.75lb\r\n00\r\u0003", { weightMilli: null, isStable: true, problem: "otherUnit" }],
  ])("%s", (_, text, expected) => {
    expect(read("nci", text)).toEqual([expected]);
  });

  it("to a bad command is none", () => {
    expect(read("nci", "\n?\r\u0003")).toEqual([]);
  });
});

describe("any protocol", () => {
  it.each(["continuous", "nci", "cas"] as const)(
    "%s never fails and never makes up a weight below zero",
    (name) => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 }), (pieces) => {
          const protocol = createScaleProtocol(name);
          for (const piece of pieces) {
            for (const { weightMilli } of protocol.take(piece).readings) {
              expect(weightMilli ?? 0).toBeGreaterThanOrEqual(0);
            }
          }
        }),
      );
    },
  );
});
