import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeFrames, type FrameOptions } from "../../../../drivers/scanner/code-frames.ts";
import { findDevice, type ListedPort } from "../../../../drivers/serial/serial-ports.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const listen = (options: Partial<FrameOptions> = {}) => {
  const heard: string[] = [];
  const frames = createCodeFrames(
    { prefix: "", suffix: "", ...options },
    { onCode: (code) => heard.push(code), onProblem: (problem) => heard.push(`!${problem}`) },
  );
  return { frames, heard };
};

describe("codes on a serial line", () => {
  it.each([
    ["CR", "4006381333931\r", ["4006381333931"]],
    ["LF", "4006381333931\n", ["4006381333931"]],
    ["CR LF", "4006381333931\r\n73513537\r\n", ["4006381333931", "73513537"]],
    ["a GS1 separator inside", "]C10104006381333931\u001D10A\r", ["]C10104006381333931\u001D10A"]],
    ["nothing between two ends", "\r\n\r\n", []],
  ])("end with %s", (_, text, codes) => {
    const { frames, heard } = listen();
    frames.take(bytesOf(text));
    expect(heard).toEqual(codes);
  });

  it("lose the prefix and suffix that the scanner was set to send", () => {
    const { frames, heard } = listen({ prefix: "~", suffix: "#" });
    frames.take(bytesOf("~ABC#\rDEF\r"));
    expect(heard).toEqual(["ABC", "DEF"]);
  });

  it("do not grow onto the beginning of one that never ended", () => {
    const { frames, heard } = listen();
    frames.take(bytesOf("40063"));
    frames.expire();
    frames.take(bytesOf("73513537\r"));
    frames.expire();
    expect(heard).toEqual(["!halfFrame", "73513537"]);
  });

  it("are the same in any pieces", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[!-~]{1,40}$/), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (codes, sizes) => {
          const { frames, heard } = listen();
          let rest = bytesOf(codes.map((code) => `${code}\r\n`).join(""));
          for (let turn = 0; rest.length > 0; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            frames.take(rest.slice(0, size));
            rest = rest.slice(size);
          }
          expect(heard).toEqual(codes);
        },
      ),
    );
  });

  it("never fail, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { frames, heard } = listen();
        frames.take(bytes);
        expect(heard.every((code) => code.length <= 400)).toBe(true);
      }),
    );
  });
});

describe("a device is found", () => {
  const port = (path: string, serialNumber: string | null, productId = "1234"): ListedPort => ({
    path,
    vendorId: "05e0",
    productId,
    serialNumber,
    manufacturer: null,
  });
  const wanted = { path: "COM3", vendorId: "05e0", productId: "1234", serialNumber: "S1" };

  it.each([
    ["under its new name by its serial number", wanted, [port("COM3", "S2"), port("COM7", "S1")], "COM7"],
    ["not where another of its kind is", wanted, [port("COM3", "S2")], null],
    ["as the only one of its kind", { ...wanted, serialNumber: null }, [port("COM9", null)], "COM9"],
    [
      "under its old name among twins",
      { ...wanted, serialNumber: null },
      [port("COM2", null), port("COM3", null)],
      "COM3",
    ],
    [
      "not among twins that both moved",
      { ...wanted, serialNumber: null },
      [port("COM5", null), port("COM6", null)],
      null,
    ],
    ["by its port where it says nothing of itself", { ...wanted, vendorId: null }, [], "COM3"],
  ])("%s", (...[, identity, ports, path]) => {
    expect(findDevice(identity, ports)).toBe(path);
  });
});
