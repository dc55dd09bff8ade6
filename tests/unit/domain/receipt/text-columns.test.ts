import { describe, expect, it } from "vitest";
import { cleanText, displayWidth, wrapText } from "../../../../domain/receipt/text-columns.ts";

describe("cleanText", () => {
  it.each([
    ["printer commands", "Milk\u001b@\u001dV\u0000", "Milk@V"],
    ["C1 controls", "a\u009bb", "ab"],
    ["line breaks and tabs", "a\r\n\tb", "a b"],
    ["no-break and thin spaces", "1\u00a0234\u202f5", "1 234 5"],
    ["right-to-left overrides", "a\u202e\u2067b", "ab"],
    ["a lone surrogate", "a\ud800b", "a\ufffdb"],
    ["decomposed letters", "s\u0327", "ş"],
  ])("removes %s", (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});

describe("displayWidth", () => {
  it.each([
    ["abc", 3],
    ["ğüşİ", 4],
    ["漢字", 4],
    ["ＡＢ", 4],
    ["👨‍👩‍👧‍👦", 2],
    ["q\u0323", 1],
    ["قهوة", 4],
    // Marks that lie among the wide characters, on a space and on letters.
    [" \u3099", 1],
    ["x\u302a", 1],
    ["漢\u302a", 2],
  ])("%s takes %i columns", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("wrapText", () => {
  it.each([
    ["at spaces", "one two three", 7, ["one two", "three"]],
    ["inside a long word", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["not inside a wide character", "漢字漢", 3, ["漢", "字", "漢"]],
    ["an empty text to one empty line", "", 10, [""]],
    ["keeps inner spaces that fit", "a  b", 10, ["a  b"]],
  ])("breaks %s", (...[, text, columns, expected]) => {
    expect(wrapText(text, columns)).toEqual(expected);
  });
});
