import { describe, expect, it } from "vitest";
import { gtinCheckDigit, isValidGtin } from "../../../../domain/scanning/check-digit.ts";
import { normaliseCode } from "../../../../domain/scanning/normalise-code.ts";

describe("check digits", () => {
  it.each([
    ["2100001027506", true],
    ["2100001000004", true],
    ["2342345106664", true],
    ["2342345000009", true],
    ["0212345015001", true],
    ["4006381333931", true],
    ["6220010000508", true],
    ["6220010001008", false],
    ["036000291452", true],
    ["0036000291452", true],
    ["73513537", true],
    ["73513538", false],
    ["123", false],
    ["40063813339３1", false],
  ])("%s is %s", (code, valid) => {
    expect(isValidGtin(code)).toBe(valid);
  });

  it("computes the digit that is missing", () => {
    expect(gtinCheckDigit("400638133393")).toBe(1);
  });
});

describe("what a scan may mean", () => {
  it.each([
    ["an EAN-13", "4006381333931", ["4006381333931", "04006381333931"], "valid"],
    ["with the scanner's AIM identifier", "]E04006381333931", ["4006381333931", "04006381333931"], "valid"],
    ["with line end and spaces", " 4006381333931\r\n", ["4006381333931", "04006381333931"], "valid"],
    ["a UPC-A also as EAN-13", "036000291452", ["036000291452", "0036000291452", "00036000291452"], "valid"],
    [
      "an EAN-13 also as UPC-A",
      "0036000291452",
      ["0036000291452", "036000291452", "00036000291452"],
      "valid",
    ],
    ["a GTIN-14 also as EAN-13", "04006381333931", ["04006381333931", "4006381333931"], "valid"],
    ["twelve digits that are no UPC-A", "036000291453", ["036000291453"], "invalid"],
    ["a scale code as it stands", "2100001027506", ["2100001027506", "02100001027506"], "valid"],
    ["a wrong check digit is still looked up", "6220010001008", ["6220010001008"], "invalid"],
    ["an EAN-8", "73513537", ["73513537"], "valid"],
    ["a SKU, also in capitals", "85123a", ["85123a", "85123A"], "none"],
    ["a short number", "7", ["7"], "none"],
    ["nothing", "\r\n", [], "none"],
    ["letters of other scripts unchanged", "şeker", ["şeker", "şEKER"], "none"],
  ])("%s", (...[, raw, candidates, checkDigit]) => {
    const code = normaliseCode(raw);
    expect(code.candidates).toEqual(candidates);
    expect(code.checkDigit).toBe(checkDigit);
    expect(code.kind).toBe("product");
  });

  it.each([
    ["as issued", "S1-T2-000042", "S1-T2-000042"],
    ["typed in small letters", "s1-t2-000042", "S1-T2-000042"],
    ["typed by a wedge on a Turkish keyboard", "S1*T2*000042", "S1-T2-000042"],
    ["typed by a wedge on a Turkish keyboard with i", "ıST-K1-000042", "IST-K1-000042"],
    ["typed by a wedge on a Spanish keyboard", "S1'T2'000042", "S1-T2-000042"],
    ["with a long number", "S1-T2-1000000", "S1-T2-1000000"],
    ["with an AIM identifier", "]C0S1-T2-000042", "S1-T2-000042"],
  ])("a receipt number %s", (_, raw, receiptNumber) => {
    const code = normaliseCode(raw);
    expect(code.kind).toBe("receiptNumber");
    expect(code.receiptNumber).toBe(receiptNumber);
  });

  it.each(["S1-T2-42", "S1-000042", "S1-T2-00004A", "-T2-000042"])("%s is no receipt number", (raw) => {
    expect(normaliseCode(raw).receiptNumber).toBeNull();
  });

  it("keeps the separators inside a code", () => {
    expect(normaliseCode("]C101040063813339311\u001d10AB\r").text).toBe("01040063813339311\u001d10AB");
  });
});
