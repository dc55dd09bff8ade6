import { describe, expect, it } from "vitest";
import {
  pictureBytes,
  startBytes,
  type DisplayCodePage,
} from "../../../../drivers/display/display-commands.ts";

const picture = [
  { text: "Çay ₺ ğış", figure: "1,50" },
  { text: "ab", figure: null },
] as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("Epson displays", () => {
  it("are set to letters, overwriting, no cursor, nothing shown", () => {
    expect(hex(startBytes({ protocol: "escpos", codePage: "ASCII" }))).toBe("1b401f011f43000c");
    expect(hex(startBytes({ protocol: "escpos", codePage: "CP858" }))).toBe("1b401f011f43001b74130c");
  });

  it("get both lines as a whole from the first place on", () => {
    const bytes = text(pictureBytes(picture, { protocol: "escpos", codePage: "ASCII" }));
    expect(bytes).toBe("\u000bCay TL gis      1,50\u001f$\u0001\u0002         ab         ");
  });
});

describe("CD5220 displays", () => {
  it("start with a cleared picture", () => {
    expect(hex(startBytes({ protocol: "cd5220", codePage: "ASCII" }))).toBe("0c1b40");
  });

  it("get each line by its own command", () => {
    const bytes = text(pictureBytes(picture, { protocol: "cd5220", codePage: "ASCII" }));
    expect(bytes).toBe("\u001bQACay TL gis      1,50\r\u001bQB         ab         \r");
  });
});

it.each<[DisplayCodePage, string]>([
  ["CP850", "\x80ay TL g\xd5s      1,50"],
  ["WPC1252", "\xc7ay TL gis      1,50"],
  ["CP437", "\x80ay TL gis      1,50"],
])("with %s letters are kept where the page has them, and the figure always", (codePage, line) => {
  expect(text(pictureBytes(picture, { protocol: "escpos", codePage })).slice(1, 21)).toBe(line);
});

it.each([
  "漢字ラーメン 漢字ラーメン 漢字",
  "ŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒŒ",
  "\u001b@\u000c",
  "😀".repeat(30),
  "e\u0301".repeat(40),
])("%j never makes a line longer, nor a command", (name) => {
  for (const figure of [null, "12,50", "9".repeat(40)]) {
    const bytes = pictureBytes([{ text: name, figure }, picture[1]], {
      protocol: "cd5220",
      codePage: "ASCII",
    });
    expect(bytes).toHaveLength(48);
    expect(bytes.slice(3, 23).every((byte) => byte >= 0x20 && byte < 0x7f)).toBe(true);
  }
});
