import { expect, test } from "vitest";
import { isNumeric, readEntry } from "../../../renderer/commands/entry-meaning.ts";
import { shownIn } from "../../support/shown-store.ts";

const formats = shownIn("en");

test.each([
  ["", { kind: "empty" }],
  ["  ", { kind: "empty" }],
  ["6", { kind: "quantity", quantityMilli: 6000 }],
  ["12", { kind: "quantity", quantityMilli: 12_000 }],
  ["0,345", { kind: "quantity", quantityMilli: 345 }],
  ["0.345", { kind: "quantity", quantityMilli: 345 }],
  ["0", { kind: "text", text: "0" }],
  ["101", { kind: "text", text: "101" }],
  ["8690526000015", { kind: "text", text: "8690526000015" }],
  ["85123A", { kind: "text", text: "85123A" }],
  ["İçli köfte", { kind: "text", text: "İçli köfte" }],
])("%j means %j", (entry, meaning) => {
  expect(readEntry(entry, formats)).toEqual(meaning);
});

test("any number can be money or a count", () => {
  expect(["20", "200", "12,5", "12."].every(isNumeric)).toBe(true);
  expect(["", "a", "1a", "1,2,3", "-1"].some(isNumeric)).toBe(false);
});
