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

/** The frame that the maker's document describes, with its check character. */
const casFrame = (body: string): string => {
  const bcc = [...body].reduce((sum, character) => sum ^ character.charCodeAt(0), 0);
  return `\u0001\u0002${body}${String.fromCharCode(bcc)}\u0003\u0004`;
};

describe("CAS's answer", () => {
  it.each([
    ["stable", "S 01.250kg", stable(1250)],
    ["in motion", "U 01.234kg", { weightMilli: 1234, isStable: false, problem: null }],
    ["overloaded", "SF------kg", { weightMilli: null, isStable: false, problem: "overload" }],
    ["overloaded in motion", "UF------kg", { weightMilli: null, isStable: false, problem: "overload" }],
    ["below zero", "S-00.010kg", { weightMilli: null, isStable: true, problem: "underZero" }],
    ["in pounds", "S 02.750lb", { weightMilli: null, isStable: true, problem: "otherUnit" }],
  ])("%s", (_, body, expected) => {
    expect(read("cas", casFrame(body))).toEqual([expected]);
  });

  it.each([
    ["a wrong check character", casFrame("S 01.250kg").replace("250", "950")],
    ["a state that is none", casFrame("X 01.250kg")],
    ["no beginning", casFrame("S 01.250kg").slice(2)],
    ["no weight", casFrame("S")],
    ["letters for a weight", casFrame("S abcdefkg")],
  ])("with %s is none", (_, frame) => {
    expect(read("cas", frame)).toEqual([]);
  });

  it("is asked for with DC1 once the scale says that it has one", () => {
    const protocol = createScaleProtocol("cas");
    expect(protocol.take(bytesOf("\u0006")).reply).toEqual(Uint8Array.of(0x11));
    expect(protocol.take(bytesOf("\u0015")).reply).toBeNull();
  });
});

describe("half a frame and garbage", () => {
  const WHOLE = {
    continuous: "ST,GS,   1.250kg\r\n",
    nci: "\n  1.250kg\r\n00\r\u0003",
    cas: casFrame("S 01.250kg"),
  } as const;
  const names = ["continuous", "nci", "cas"] as const;

  it.each(names)("%s: half a frame says nothing until its rest comes", (name) => {
    const protocol = createScaleProtocol(name);
    const half = Math.floor(WHOLE[name].length / 2);
    expect(protocol.take(bytesOf(WHOLE[name].slice(0, half))).readings).toEqual([]);
    expect(protocol.take(bytesOf(WHOLE[name].slice(half))).readings).toEqual([stable(1250)]);
  });

  it.each(names)("%s: half a frame of a scale that went away does not grow onto the next", (name) => {
    const protocol = createScaleProtocol(name);
    protocol.take(bytesOf(WHOLE[name].slice(0, -3)));
    protocol.reset();
    expect(protocol.take(bytesOf(WHOLE[name])).readings).toEqual([stable(1250)]);
  });

  it.each(names)("%s: after 500 bytes of noise it reads on", (name) => {
    const protocol = createScaleProtocol(name);
    expect(protocol.take(new Uint8Array(500).fill(0x55)).readings).toEqual([]);
    const after = [0, 1, 2].flatMap(() => protocol.take(bytesOf(WHOLE[name])).readings);
    expect(after.at(-1)).toEqual(stable(1250));
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
