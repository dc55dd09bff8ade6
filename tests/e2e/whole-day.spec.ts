/**
 * A whole day from opening to Z with two cashiers and a manager: float, a new colleague, sales in cash and by card, an
 * approval, a crash in the middle of a basket, an exchange, a refund, cash out and to the safe, a blind count that is
 * 5.00 short. The Z on the paper is held against plain SQL over the stored rows.
 * With SCREENSHOTS=1 it renews the pictures in docs/screenshots.
 */
import Database from "better-sqlite3";
import { expect, test, type Page } from "@playwright/test";
import { join } from "node:path";
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { dataPaths } from "../../electron/system/open-till.ts";
import { inspectDatabase } from "../crash/inspect-database.ts";
import { figuresOf, independentZ, type IndependentZ } from "../support/independent-z.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { done, EKMEK, enterPin, scan, SIMIT, total } from "../support/till-page.ts";

const POGACA = "8690526000039"; // 22.50
const MANAGER = "2222";
const AYSE = "1111";
const ZEYNEP = "4071";

const picturesDir = join(import.meta.dirname, "..", "..", "docs", "screenshots");

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env["SCREENSHOTS"] !== undefined) {
    await page.screenshot({ path: join(picturesDir, `${name}.png`) });
  }
};

const typePin = async (page: Page, pin: string): Promise<void> => {
  await page.keyboard.type(pin, { delay: 130 });
  await page.keyboard.press("Enter");
};

const arrive = async (page: Page, pin: string): Promise<void> => {
  await page.goto(till.url);
  await enterPin(page, pin);
};

const takeOver = async (page: Page, pin: string, name: string): Promise<void> => {
  await page.keyboard.press("Alt+U");
  await page.getByTestId("locked-name").waitFor();
  await typePin(page, pin);
  await expect(page.getByRole("banner").getByRole("button").first()).toHaveText(name);
  await expect(page.locator("#search-box")).toBeFocused();
};

const openWithFloat = async (page: Page): Promise<void> => {
  await page.getByLabel("How many of ₺200,00").fill("1");
  await page.getByLabel("How many of ₺5,00", { exact: true }).fill("4");
  await expect(page.getByTestId("cash-total")).toHaveText("₺220,00");
  await picture(page, "open-shift");
  await page.keyboard.press("F12");
  await expect(page.locator("#search-box")).toBeFocused();
};

const takeOnZeynep = async (page: Page): Promise<void> => {
  await page.keyboard.press("Alt+B");
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByLabel("Name").fill("Zeynep A.");
  await page.getByLabel("PIN, 4 to 8 digits", { exact: true }).fill(ZEYNEP);
  await page.getByLabel("PIN, 4 to 8 digits", { exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: "Zeynep A." })).toBeVisible();
  await page.keyboard.press("Escape");
};

const sellInCash = async (page: Page, ...codes: readonly string[]): Promise<void> => {
  await scan(page, ...codes);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
};

const sellByCard = async (page: Page, ...codes: readonly string[]): Promise<void> => {
  await scan(page, ...codes);
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toBeVisible();
  await page.keyboard.press("F11");
  await expect(done(page)).toBeVisible({ timeout: 15_000 });
};

/** 20 % off the whole sale is above a cashier's limit: the manager approves where the cashier stands. */
const sellWithApproval = async (page: Page): Promise<void> => {
  await scan(page, SIMIT, SIMIT);
  await page.keyboard.press("F7");
  await page.getByRole("button", { name: "Whole sale" }).click();
  await page.getByRole("textbox", { name: "Discount" }).fill("20");
  await page.getByRole("button", { name: "Damaged" }).click();
  await page.getByRole("textbox", { name: "Discount" }).press("Enter");
  await page.getByTestId("approval-what").waitFor();
  await picture(page, "approval");
  await typePin(page, MANAGER);
  await expect(total(page)).toHaveText("₺24,00");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
};

const crashInTheMiddle = async (page: Page): Promise<void> => {
  await scan(page, POGACA, EKMEK);
  await expect(total(page)).toHaveText("₺35,00");
  await till.kill();
  till = await startRunningTill({ dataDir: till.dataDir });
  await arrive(page, ZEYNEP);
  await expect(total(page)).toHaveText("₺35,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
};

const pickFirstLine = async (page: Page, receipt: string): Promise<void> => {
  await scan(page, receipt);
  await expect(page.getByTestId("refund-line").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refund-total")).not.toHaveText("–");
};

/** A simit comes back, a poğaça is taken: 7.50 more. */
const exchange = async (page: Page): Promise<void> => {
  await pickFirstLine(page, "S1-T1-000001");
  await scan(page, POGACA);
  await expect(total(page)).toHaveText("₺7,50");
  await picture(page, "exchange");
  await page.keyboard.press("F12");
  await expect(page.getByRole("heading", { name: "Exchanged" })).toBeVisible();
};

const refundInCash = async (page: Page): Promise<void> => {
  await pickFirstLine(page, "S1-T1-000004");
  await page.getByRole("button", { name: "Faulty", exact: true }).click();
  await page.keyboard.press("F12");
  await expect(page.getByTestId("refunded")).toHaveText("₺22,50");
};

/** By the last digits of the card that paid, and by the day. */
const findReceipts = async (page: Page): Promise<void> => {
  await page.keyboard.press("F3");
  const search = page.getByLabel("Number, item, card, customer, amount");
  await search.fill("4242");
  await expect(page.getByTestId("receipt-row")).toHaveText(/S1-T1-000002/);
  await search.fill("");
  await expect(page.getByTestId("receipt-row")).toHaveCount(6);
  await page.getByLabel("Day").fill("2001-01-01");
  await expect(page.getByTestId("receipt-row")).toHaveCount(0);
  await page.keyboard.press("Escape");
};

/** The newest slip in the print queue, as it is stored. */
const slipSays = async (amount: string): Promise<void> => {
  const sqlite = new Database(dataPaths(till.dataDir).database, { readonly: true });
  try {
    const newest = "SELECT document_json FROM print_job WHERE kind = 'slip' ORDER BY id DESC LIMIT 1";
    await expect.poll(() => sqlite.prepare(newest).pluck().get()).toContain(amount);
  } finally {
    sqlite.close();
  }
};

interface Move {
  readonly key: string;
  readonly amount: string;
  readonly reason: string | null;
}

const moveCash = async (page: Page, { key, amount, reason }: Move): Promise<void> => {
  await page.keyboard.press("Alt+c");
  await page.getByRole("button", { name: key }).click();
  await page.getByRole("dialog").locator("input").first().fill(amount);
  if (reason !== null) {
    await page.getByRole("button", { name: reason, exact: true }).click();
  }
  await page.getByRole("dialog").getByRole("button", { name: key }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

/** The Z that was stored, and what a bookkeeper finds in the rows without a line of the report's code. */
const zAndBook = (): { readonly report: ShiftReport; readonly book: IndependentZ } => {
  const sqlite = new Database(dataPaths(till.dataDir).database, { readonly: true });
  try {
    const stored = sqlite.prepare<[], string>("SELECT document_json FROM z_report").pluck().get();
    return { report: JSON.parse(stored ?? "null") as ShiftReport, book: independentZ(sqlite, 1) };
  } finally {
    sqlite.close();
  }
};

const countAndClose = async (page: Page): Promise<void> => {
  await page.keyboard.press("Alt+c");
  await page.getByRole("button", { name: "Count and close" }).click();
  await expect(page.getByTestId("expected")).toHaveCount(0);
  // 220.00 + 27.50 + 24.00 + 35.00 + 7.50 - 22.50 + 20.00 - 12.50 - 100.00 = 199.00; 194.00 are there.
  await page.getByLabel("How many of ₺100,00").fill("1");
  await page.getByLabel("How many of ₺50,00").fill("1");
  await page.getByLabel("How many of ₺20,00").fill("2");
  await page.getByLabel("How many of ₺1,00", { exact: true }).fill("4");
  await picture(page, "count");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("difference")).toHaveText("₺5,00 short.");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-paper")).toContainText("Z RAPORU 1");
  await picture(page, "z-report");
};

test("a whole day from opening to Z, with two cashiers, a manager and a crash", async ({ page }) => {
  test.setTimeout(240_000);
  till = await startRunningTill();
  await arrive(page, MANAGER);
  await openWithFloat(page);
  await takeOnZeynep(page);
  await takeOver(page, AYSE, "Ayşe K.");
  await sellInCash(page, SIMIT, EKMEK);
  await sellByCard(page, POGACA);
  await sellWithApproval(page);
  await takeOver(page, ZEYNEP, "Zeynep A.");
  await crashInTheMiddle(page);
  await exchange(page);
  await refundInCash(page);
  await findReceipts(page);
  await takeOver(page, MANAGER, "Mehmet D.");
  await moveCash(page, { key: "Pay in", amount: "20", reason: "More float" });
  await slipSays("20,00");
  await moveCash(page, { key: "Pay out", amount: "12,50", reason: "Supplies" });
  await moveCash(page, { key: "To the safe", amount: "100", reason: null });
  await countAndClose(page);

  const { report, book } = zAndBook();
  expect(figuresOf(report)).toEqual(book);
  expect(book).toMatchObject({
    sales: { count: 5, totalMinor: 2750 + 2250 + 2400 + 3500 + 750 },
    refunds: { count: 1, totalMinor: -2250 },
    tenders: [
      { type: "CARD", count: 1, amountMinor: 2250 },
      { type: "CASH", count: 5, amountMinor: 2750 + 2400 + 3500 + 750 - 2250 },
    ],
    cash: [
      { kind: "float", amountMinor: 22_000 },
      { kind: "payIn", amountMinor: 2000 },
      { kind: "payOut", amountMinor: -1250 },
      { kind: "refund", count: 1, amountMinor: -2250 },
      { kind: "safeDrop", amountMinor: -10_000 },
      { kind: "sale", count: 4, amountMinor: 2750 + 2400 + 3500 + 750 },
    ],
    expectedMinor: 19_900,
  });
  expect(report.counted?.differenceMinor).toBe(-500);
  // Turnover, in cash, by card, given back in cash, in the drawer: as they stand on the paper.
  for (const figure of ["94,00", "71,50", "22,50", "-22,50", "199,00"]) {
    await expect(page.getByTestId("receipt-paper")).toContainText(figure);
  }
  expect(inspectDatabase(dataPaths(till.dataDir).database).faults).toEqual([]);
});
