/**
 * Owns the check that a replay rings up what real data has: free items, an item of more than ten thousand, thousands
 * of pieces, returns inside an invoice and whole invoices of returns. Runs the command itself on a file of few rows.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const rootDir = join(import.meta.dirname, "..", "..");
const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

const ROWS = [
  "536365,85123A,WHITE HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
  "536365,71053,WHITE LANTERN,2,2010-12-01 08:26:00,3.39,17850,United Kingdom",
  "536545,21134,,1,2010-12-01 14:32:00,0,,United Kingdom",
  "537632,AMAZONFEE,AMAZON FEE,1,2010-12-07 15:08:00,13541.33,,United Kingdom",
  "C536379,85123A,WHITE HOLDER,-1,2010-12-02 09:41:00,2.55,17850,United Kingdom",
  "541431,23166,CERAMIC JAR,74215,2011-01-18 10:01:00,1.04,12346,United Kingdom",
  "C541433,23166,CERAMIC JAR,-74215,2011-01-18 10:17:00,1.04,12346,United Kingdom",
];

const replay = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "replay-test-"));
  const file = join(folder, "retail.csv");
  writeFileSync(file, [HEADER, ...ROWS, ""].join("\n"));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["scripts/replay.ts", file, "--data-dir", join(folder, "till")],
    { cwd: rootDir },
  );
  return stdout;
};

describe("a replay of retail data", () => {
  it("rings up free and very dear items and gives back returns, and agrees with the file", async () => {
    const answer = await replay();
    expect(answer).toContain("6 invoices, 7 rows");
    expect(answer).toMatch(/sales, total\s+90747\.01\s+agrees/);
    expect(answer).toMatch(/refunds, total\s+77186\.15\s+agrees/);
    expect(answer).toContain("Everything agrees.");
  });
});
