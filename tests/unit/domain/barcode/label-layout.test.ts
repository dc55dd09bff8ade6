import { describe, expect, it } from "vitest";
import { readLayout } from "../../../../domain/catalogue/barcode/label-layout.ts";
import { priceCheckDigit } from "../../../../domain/catalogue/barcode/price-check-digit.ts";

describe("the layout of a label", () => {
  it.each([
    "21{item:5}{weight:5}",
    "2{item:5}{price:5}",
    "20{item:4}{verifier}{price:5}",
    "29{price:5}{item:5}",
    "2{item:4}{count:2}",
  ])("%s is one", (layout) => {
    expect(readLayout(layout)).toMatchObject({ ok: true });
  });

  it.each([
    ["", "noPrefix"],
    ["{item:5}{weight:7}", "noPrefix"],
    ["21{item:5}{weight:5", "syntax"],
    ["21{item:5}{mass:5}", "syntax"],
    ["21{item:5} {weight:5}", "syntax"],
    ["21{weight:5}12345", "noItem"],
    ["21{item:5}{item:5}", "noItem"],
    ["21{item:9}1", "noMeasure"],
    ["21{item:5}{weight:2}{price:3}", "noMeasure"],
    ["21{item:5}{weight:4}", null],
    ["21{item:5}{weight:6}", "length"],
    ["20{item:3}{verifier}{price:6}", "verifier"],
  ])("%s: %s", (layout, problem) => {
    const read = readLayout(layout);
    expect(read.ok ? null : read.error).toBe(problem);
  });
});

describe("the digit that proves a price", () => {
  it.each([
    ["2875", 9],
    ["14685", 6],
    ["00000", 0],
    ["123", null],
  ])("of %s is %s", (price, digit) => {
    expect(priceCheckDigit(price)).toBe(digit);
  });
});
