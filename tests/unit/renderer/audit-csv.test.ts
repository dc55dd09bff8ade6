import { expect, test } from "vitest";
import { toCsv } from "../../../renderer/screens/office/audit/audit-csv.ts";

test("a cell that a spreadsheet would run is text, quotes are doubled, and Excel knows it is UTF-8", () => {
  expect(toCsv([["Zaman", 'say "hi"', "a,b\nc"]])).toBe('\u{feff}"Zaman","say ""hi""","a,b\nc"\r\n');
  for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "%x"]) {
    expect(toCsv([[formula]])).toBe(`\u{feff}"'${formula}"\r\n`);
  }
});
