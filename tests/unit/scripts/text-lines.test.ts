import { expect, test } from "vitest";
import { textLines } from "../../../scripts/text-lines.ts";

const linesOf = async (bytes: Uint8Array, chunkLength: number): Promise<readonly string[]> => {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkLength) {
      yield await Promise.resolve(bytes.subarray(at, at + chunkLength));
    }
  }
  const lines: string[] = [];
  for await (const line of textLines(chunks())) {
    lines.push(line);
  }
  return lines;
};

test.each([
  ["", []],
  ["\n", [""]],
  ["a\nb\n", ["a", "b"]],
  ["a\r\nb\r\n\r\nc", ["a", "b", "", "c"]],
  ["a\rb\n", ["a\rb"]],
  ["a\u2028b\u2029c\u0085d\n", ["a\u2028b\u2029c\u0085d"]],
  ["çay 🍎\n€\n茶", ["çay 🍎", "€", "茶"]],
  ["\uFEFFa\nb", ["a", "b"]],
  ["a\n\uFEFFb", ["a", "\uFEFFb"]],
  ["\uFEFF", []],
])("%j is cut into lines wherever the chunks end", async (text, lines) => {
  const bytes = new TextEncoder().encode(text);
  for (const chunkLength of [1, 2, 3, 5, 1000]) {
    expect(await linesOf(bytes, chunkLength)).toEqual(lines);
  }
});

test("a line is given as soon as it ends", async () => {
  const read: string[] = [];
  async function* chunks() {
    yield await Promise.resolve(new TextEncoder().encode("a\nb"));
    read.push("second chunk");
    yield await Promise.resolve(new TextEncoder().encode("\n"));
  }
  for await (const line of textLines(chunks())) {
    read.push(line);
  }
  expect(read).toEqual(["a", "second chunk", "b"]);
});
