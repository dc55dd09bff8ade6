/**
 * Owns the check that a replay rings up what real data has: free items, an item of more than ten thousand, thousands
 * of pieces, returns inside an invoice and whole invoices of returns. Runs the command itself on a file of few rows; with
 * the sample program on some hundred made-up invoices over the turn of a year, with many returns.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../support/seeded-random.ts";
import { testSeed } from "../support/test-seed.ts";

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

const replay = async (rows: readonly string[], ...options: readonly string[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "replay-test-"));
  const file = join(folder, "retail.csv");
  writeFileSync(file, [HEADER, ...rows, ""].join("\n"));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["scripts/replay.ts", file, "--data-dir", join(folder, "till"), ...options],
    { cwd: rootDir },
  );
  return stdout;
};

const INVOICES = 90;
const DAY_MS = 86_400_000;

/** Few customers, so that they rise and come back; snacks (21), hot drinks (22) and others, some at a changed price. */
const madeUpRows = (): readonly string[] => {
  const random = seededRandom(testSeed);
  const sold: string[][] = [];
  return Array.from({ length: INVOICES }, (_, index) => {
    const atMs = Date.UTC(2010, 11, 1, 9) + (20 + index * 0.5) * DAY_MS + random.below(9) * 3_600_000;
    const date = new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
    const customer = random.chance(90) ? String(12_001 + random.below(6)) : "";
    const isReturn = random.chance(25) && sold.length > 5;
    const lines = isReturn
      ? Array.from({ length: random.between(1, 3) }, () => random.pick(sold))
      : Array.from({ length: random.between(1, 6) }, () => {
          const sku = `${random.pick(["21", "22", "84"])}00${String(random.below(4))}`;
          const price = random.pick([`${sku.slice(-1)}.95`, `${sku.slice(-1)}.95`, "41.15", "0.39"]);
          return [sku, String(random.between(1, 90)), price, customer];
        });
    sold.push(...(isReturn ? [] : lines));
    const who = isReturn ? (lines[0]?.[3] ?? "") : customer;
    const number = `${isReturn ? "C" : ""}${String(600_000 + index)}`;
    return lines.map(
      ([sku = "", quantity = "", price = ""]) =>
        `${number},${sku},ITEM ${sku},${isReturn ? String(-Math.ceil(Number(quantity) / 2)) : quantity},${date},${price},${who},United Kingdom`,
    );
  }).flat();
};

describe("a replay of retail data", () => {
  it("rings up free and very dear items and gives back returns, and agrees with the file", async () => {
    const answer = await replay(ROWS);
    expect(answer).toContain("6 invoices, 7 rows");
    expect(answer).toMatch(/sales, total\s+90747\.01\s+agrees/);
    expect(answer).toMatch(/refunds, total\s+77186\.15\s+agrees/);
    expect(answer).toContain("Everything agrees.");
  });

  it("agrees with an independent calculation of points, tiers, segments and coupons", async () => {
    const answer = await replay(madeUpRows(), "--program");
    expect(answer, `seed ${String(testSeed)}`).toContain("Everything agrees.");
    expect(answer).toMatch(/accounts, number that agree\s+6\s+agrees/);
    expect(answer).not.toMatch(/points, number paid with\s+0\s/);
    expect(answer).not.toMatch(/tier PLATINUM, number in\s+0\s/);
    expect(answer).not.toMatch(/coupon WELCOME10, number\s+0\s/);
  });
});
