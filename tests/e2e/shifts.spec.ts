/**
 * A shift as people live it: float, sales, pay-out, safe drop, a blind count that is 5.00 short, and a Z that equals
 * plain SQL over the ledger; and two windows that close the same shift.
 */
import Database from "better-sqlite3";
import { expect, test, type Page } from "@playwright/test";
import { dataPaths } from "../../electron/system/open-till.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import {
  button,
  done,
  EKMEK,
  enterPin,
  openOffice,
  openShiftWhereNone,
  scan,
  SIMIT,
} from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env["SHIFT_PICTURES"];
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
};

const signIn = async (page: Page, pin: string): Promise<void> => {
  await page.goto(till.url);
  await enterPin(page, pin);
};

const ask = (query: string): unknown => {
  const sqlite = new Database(dataPaths(till.dataDir).database, { readonly: true });
  try {
    return sqlite.prepare(query).pluck().get();
  } finally {
    sqlite.close();
  }
};

/** 1 x 200.00 and 4 x 5.00: digits, Enter to the next row. */
const countFloat = async (page: Page): Promise<void> => {
  await page.getByLabel("How many of ₺200,00").fill("1");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("How many of ₺100,00")).toBeFocused();
  await page.getByLabel("How many of ₺5,00", { exact: true }).fill("4");
  await expect(page.getByTestId("cash-total")).toHaveText("₺220,00");
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
    await button(page, reason).click();
  }
  await picture(page, `move-${key.replace(/\W/g, "")}`);
  await page.getByRole("dialog").getByRole("button", { name: key }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

test("a shift from its float to a Z that is 5.00 short", async ({ page }) => {
  till = await startRunningTill();
  await signIn(page, "2222");
  await expect(page.getByRole("heading", { name: "Open the shift" })).toBeVisible();
  await page.getByLabel("How many of ₺50,00").fill("two");
  await expect(page.getByRole("alert").first()).toHaveText("“two” is no number of pieces for ₺50,00.");
  await expect(page.getByTestId("open-shift")).toBeDisabled();
  await page.getByLabel("How many of ₺50,00").fill("");
  await countFloat(page);
  await picture(page, "open-shift");
  await page.keyboard.press("F12");
  await expect(page.locator("#search-box")).toBeFocused();
  await expect(page.getByTestId("shift-state")).toContainText("Shift open since");

  await scan(page, SIMIT, EKMEK);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-number")).toHaveText("S1-T1-000002");
  await moveCash(page, { key: "Pay out", amount: "12,50", reason: "Supplies" });
  await moveCash(page, { key: "To the safe", amount: "100", reason: null });

  await page.keyboard.press("Alt+c");
  await picture(page, "drawer");
  await page.getByRole("button", { name: "X report" }).click();
  await expect(page.getByTestId("receipt-paper")).toContainText("X RAPORU");
  await picture(page, "x-report");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+c");
  await page.getByRole("button", { name: "Count and close" }).click();
  await expect(page.getByTestId("expected")).toHaveCount(0);
  // 220.00 + 27.50 + 15.00 - 12.50 - 100.00 = 150.00; 145.00 are there.
  await page.getByLabel("How many of ₺20,00").fill("7");
  await page.getByLabel("How many of ₺5,00", { exact: true }).fill("1");
  await picture(page, "count");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("difference")).toHaveText("₺5,00 short.");
  await expect(page.getByTestId("expected")).toHaveText("₺150,00");
  await picture(page, "short");
  await page.keyboard.press("F12");
  const paper = page.getByTestId("receipt-paper");
  await expect(paper).toContainText("Z RAPORU 1");
  await picture(page, "z-report");
  expect(ask("SELECT sum(amount_minor) FROM cash_movement")).toBe(15_000);
  expect(ask("SELECT sum(total_minor) FROM sale")).toBe(4250);
  await expect(paper).toContainText("42,50");
  await expect(paper).toContainText("150,00");
  await expect(paper).toContainText("-5,00");
  expect(ask("SELECT document_json ->> '$.counted.differenceMinor' FROM z_report")).toBe(-500);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("shift-state")).toContainText("No shift open");
  await page.keyboard.press("Alt+b");
  await page.getByRole("button", { name: "Shifts and Z reports" }).click();
  await expect(page.getByTestId("z-report")).toHaveText("Z 1");
  await picture(page, "archive");
  await page.getByTestId("z-report").click();
  await button(page, "Print a copy").click();
  await expect(page.getByTestId("notice")).toContainText("on its way");
});

test("a count that is interrupted is there again, and two windows make one Z", async ({ page, context }) => {
  till = await startRunningTill();
  await signIn(page, "2222");
  await openShiftWhereNone(page);
  await page.keyboard.press("Alt+c");
  await page.getByRole("button", { name: "Count and close" }).click();
  await page.getByLabel("How many of ₺200,00").fill("3");
  await expect.poll(() => ask("SELECT draft_json FROM shift")).toContain("20000");
  await till.kill();
  till = await startRunningTill({ dataDir: till.dataDir });
  await signIn(page, "2222");
  const other = await context.newPage();
  await other.goto(till.url);
  for (const window of [page, other]) {
    await expect(window.locator("#search-box")).toBeFocused();
    await window.keyboard.press("Alt+c");
    await window.getByRole("button", { name: "Count and close" }).click();
    await expect(window.getByLabel("How many of ₺200,00")).toHaveValue("3");
  }
  await page.keyboard.press("F12");
  await expect(page.getByTestId("difference")).toHaveText("₺600,00 over.");
  await other.keyboard.press("F12");
  await expect(other.getByTestId("difference")).toHaveText("₺600,00 over.");
  await Promise.all([page.keyboard.press("F12"), other.keyboard.press("F12")]);
  const said = page.getByText("This shift is closed already, with Z report 1.");
  const saidOther = other.getByText("This shift is closed already, with Z report 1.");
  const answers = async (): Promise<readonly number[]> => [
    (await page.getByTestId("receipt-paper").count()) + (await other.getByTestId("receipt-paper").count()),
    (await said.count()) + (await saidOther.count()),
  ];
  await expect.poll(answers).toEqual([1, 1]);
  expect(ask("SELECT count(*) FROM z_report")).toBe(1);
});

test("one drawer each: two floats, two counts, and each Z has its own sales", async ({ page }) => {
  till = await startRunningTill();
  const handOver = async (pin: string): Promise<void> => {
    await page.keyboard.press("Alt+u");
    await enterPin(page, pin);
  };
  await signIn(page, "2222");
  await expect(page.getByRole("heading", { name: "Open the shift" })).toBeVisible();
  await openOffice(page, "Shifts and Z reports");
  await button(page, "One drawer each").click();
  await expect(button(page, "One drawer each")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(page.getByRole("heading", { name: "Open the shift" })).toBeVisible();
  await countFloat(page);
  await page.keyboard.press("F12");
  await expect(page.locator("#search-box")).toBeFocused();
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();

  await handOver("1111");
  await expect(page.getByRole("heading", { name: "Open the shift" })).toBeVisible();
  await page.getByLabel("How many of ₺5,00", { exact: true }).fill("2");
  await page.keyboard.press("F12");
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, EKMEK);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await page.keyboard.press("Alt+c");
  await button(page, "Count and close").click();
  await page.getByLabel("How many of ₺20,00").fill("1");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("expected")).toHaveText("₺22,50");
  await expect(page.getByTestId("difference")).toHaveText("₺2,50 short.");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-paper")).toContainText("Z RAPORU 1");

  await handOver("2222");
  await expect(page.getByTestId("shift-state")).toContainText("Shift open since");
  await page.keyboard.press("Alt+c");
  await button(page, "Count and close").click();
  await page.getByLabel("How many of ₺200,00").fill("1");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("expected")).toHaveText("₺235,00");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-paper")).toContainText("Z RAPORU 2");
  const soldIn = (number: number): unknown =>
    ask(`SELECT document_json ->> '$.sales.payableMinor' FROM z_report WHERE number = ${String(number)}`);
  expect([soldIn(1), soldIn(2)]).toEqual([1250, 1500]);
});
