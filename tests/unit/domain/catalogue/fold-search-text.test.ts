import { expect, test } from "vitest";
import { foldSearchText, searchWords } from "../../../../domain/catalogue/fold-search-text.ts";

test.each([
  ["Simit", "simit"],
  ["IŞIK", "isik"],
  ["Işık", "isik"],
  ["ısıtıcı", "isitici"],
  ["İSTANBUL", "istanbul"],
  ["Çğöşü", "cgosu"],
  ["Crème Brûlée", "creme brulee"],
  ["Straße", "strasse"],
  ["Jalapeño", "jalapeno"],
  ["Łódź", "lodz"],
  ["ﬁg ½", "fig 1⁄2"],
  ["", ""],
])("%s folds to %s", (text, folded) => {
  expect(foldSearchText(text)).toBe(folded);
});

test("folding twice is folding once", () => {
  for (const text of ["İıIi", "Å", "ǅ", "ﬃ", "Ⅷ", "ß", "ẞ", "Œuvre"]) {
    expect(foldSearchText(foldSearchText(text))).toBe(foldSearchText(text));
  }
});

test("a query is its words, letters and digits only, and not more than eight", () => {
  expect(searchWords("  Ay-çekirdeği 180g! ")).toEqual(["ay", "cekirdegi", "180g"]);
  expect(searchWords('"*-()^:')).toEqual([]);
  expect(searchWords("1 2 3 4 5 6 7 8 9 10")).toHaveLength(8);
});
