/** The books in the back office: a backup by hand, a restore with what it costs, the journal's proof, the audit log. */
import { expect, test, type Page } from "@playwright/test";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import {
  button,
  done,
  openShiftWhereNone,
  openTill,
  scan,
  SIMIT,
  total,
  typeSlowly,
} from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const sell = async (page: Page): Promise<string> => {
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺15,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  return (await page.getByTestId("receipt-number").textContent()) ?? "";
};

const openSection = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press("Alt+b");
  await button(page, name).click();
};

test("a backup, a sale, and the backup restored: the basket comes back and no number is used twice", async ({
  page,
}) => {
  till = await startRunningTill();
  const problems = await openTill(page, till);
  expect(await sell(page)).toBe("S1-T1-000001");
  await scan(page, SIMIT, SIMIT);
  await expect(total(page)).toHaveText("₺30,00");
  await openSection(page, "Backups and journal");
  await page.getByTestId("backup-folder").fill(mkdtempSync(join(tmpdir(), "stick-")));
  await page.getByTestId("backup-make").click();
  await expect(page.getByTestId("backup-row")).toContainText("verified", { timeout: 20_000 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-number")).toHaveText("S1-T1-000002");

  await openSection(page, "Backups and journal");
  await page.getByTestId("backup-try").first().click();
  await expect(page.getByTestId("backup-lost")).toContainText("₺30,00");
  await expect(page.getByTestId("restore")).toContainText("S1-T1-000003");
  await expect(page.getByTestId("restore-go")).toBeDisabled();
  await page.getByTestId("restore-confirmation").fill("s1-t1");
  await page.getByTestId("restore-go").click();

  await expect(page.getByText("Enter your PIN")).toBeVisible({ timeout: 20_000 });
  await typeSlowly(page, "2222");
  await page.keyboard.press("Enter");
  await openShiftWhereNone(page);
  await expect(total(page)).toHaveText("₺30,00");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("receipt-number")).toHaveText("S1-T1-000003");
  await openSection(page, "Backups and journal");
  await page.getByTestId("journal-verify").click();
  await expect(page.getByTestId("books-outcome")).toContainText("unbroken since", { timeout: 20_000 });
  await page.getByTestId("search-rebuild").click();
  await expect(page.getByTestId("books-outcome")).toContainText("rebuilt from", { timeout: 20_000 });
  expect(problems).toEqual([]);
});

test("the audit log is read by text and kind, in words, and saved as a file", async ({ page }) => {
  till = await startRunningTill();
  await openTill(page, till);
  await scan(page, SIMIT);
  await page.keyboard.press("F7");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await openSection(page, "Audit log");
  await expect(page.getByTestId("audit-entry").first()).toBeVisible();
  await page.getByTestId("audit-kind").selectOption({ label: "People and rights" });
  await expect(page.getByTestId("audit-entry").first()).toContainText("Signed in");
  await expect(page.getByTestId("audit-entry").first()).toContainText("Mehmet D.");
  const saved = page.waitForEvent("download");
  await page.getByTestId("audit-export").click();
  const text = readFileSync(await (await saved).path(), "utf8");
  expect(text.split("\r\n")[0]).toBe('\u{feff}"Time","Person","What","Of what","Change","Reason"');
  expect(text).toContain('"Mehmet D.","Signed in"');
  await page.getByLabel("Search", { exact: true }).fill("no such thing");
  await expect(page.getByText("Nothing found")).toBeVisible();
});
