/**
 * What a shop does beside selling, clicked as a person would: void a sale, print a copy, print again, open the drawer,
 * give back without a receipt, and give up on a card that is in flight.
 */
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, openTill, scan, SIMIT, total, typeSlowly } from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

test("void the sale: a reason is asked for, and the basket is empty", async ({ page }) => {
  till = await startRunningTill();
  const problems = await openTill(page, till, "2222");
  await scan(page, SIMIT, SIMIT);
  await expect(total(page)).toHaveText("₺30,00");
  await page.getByTestId("key-more").click();
  await button(page, "Void sale").click();
  await expect(page.getByRole("dialog")).toContainText("2 items, ₺30,00");
  await button(page, "Void sale").click();
  await expect(page.getByRole("alert")).toHaveText("Say why: choose a reason or write one.");
  await button(page, "Changed their mind").click();
  await button(page, "Void sale").dblclick();
  await expect(page.getByTestId("empty-basket")).toBeVisible();
  await expect(page.getByTestId("notice")).toContainText("Nothing was sold");
  await expect(total(page)).toHaveText("₺0,00");
  expect(problems).toEqual([]);
});

test("a copy of a receipt says COPY on the paper, and is a job of its own", async ({ page }) => {
  till = await startRunningTill();
  await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, "S1-T1-000001");
  await expect(page.getByTestId("refund-line")).toBeVisible();
  await page.keyboard.press("Escape");
  await button(page, "Print a copy").click();
  await expect(page.getByTestId("notice")).toContainText("on its way");
  await page.keyboard.press("Alt+d");
  await expect(page.getByTestId("print-job")).toHaveCount(3);
  await expect(page.getByTestId("print-job").first()).toContainText("Copy");
  await expect(page.getByTestId("receipt-paper")).toContainText(/COPY|KOPYA|SURET/i);
});

test("a print that failed is printed again on request", async ({ page }) => {
  till = await startRunningTill();
  await openTill(page, till, "2222");
  await page.keyboard.press("Alt+d");
  await button(page, "Breaks off").click();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(page.getByTestId("print-state")).toHaveAttribute("data-state", "failed", { timeout: 30_000 });
  await page.keyboard.press("Alt+d");
  await button(page, "Works").click();
  await button(page, "Print again").click();
  await expect(page.getByTestId("print-job").first().getByTestId("print-state")).toHaveAttribute(
    "data-state",
    "confirmed",
    { timeout: 30_000 },
  );
  await expect(button(page, "Print again")).toHaveCount(0);
});

test("the drawer opens with a reason", async ({ page }) => {
  till = await startRunningTill();
  await openTill(page, till, "2222");
  await page.getByTestId("key-more").click();
  await button(page, "Open drawer").click();
  await button(page, "Open drawer").click();
  await expect(page.getByRole("alert")).toHaveText("Say why: choose a reason or write one.");
  await button(page, "Change money").click();
  await button(page, "Open drawer").click();
  await expect(page.getByTestId("notice")).toHaveText(/asked to open/);
  await page.keyboard.press("Alt+d");
  // The pulse, and the slip that says who and why; below them the slip of the opened shift.
  await expect(page.getByTestId("print-job")).toHaveCount(3);
  await expect(page.getByTestId("print-job").nth(0).locator("b")).toHaveText("Slip");
  await expect(page.getByTestId("print-job").nth(0).locator("small")).toHaveText(/^\d\d:\d\d · 1 try$/);
  await expect(page.getByTestId("print-job").nth(1)).toContainText("Drawer");
});

test("giving back without a receipt: once, at a price that can be read, with a reason, approved", async ({
  page,
}) => {
  till = await startRunningTill();
  const problems = await openTill(page, till, "1111");
  await page.keyboard.press("F3");
  await page.getByRole("button", { name: "Refund without receipt" }).click();
  await scan(page, SIMIT, SIMIT);
  await expect(page.getByTestId("refund-total")).toHaveText("₺30,00");
  await page.getByLabel("Price for Simit").fill("ten");
  await button(page, "Faulty").click();
  await page.keyboard.press("F12");
  await expect(page.getByTestId("notice")).toContainText("Type the price of Simit first.");
  await page.getByLabel("Price for Simit").fill("10");
  await expect(page.getByTestId("refund-total")).toHaveText("₺20,00");
  await page.getByTestId("refund-as-paid").dblclick();
  await expect(page.getByTestId("approval-what")).toBeVisible();
  await typeSlowly(page, "2222");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refunded")).toHaveText("₺20,00");
  await expect(page.getByTestId("receipt-number")).toHaveText("S1-T1-000001");
  await page.keyboard.press("F3");
  await expect(page.getByTestId("receipt-row")).toHaveCount(1);
  expect(problems).toEqual([]);
});

test("a card in flight is given up with Escape; the sale is still there and cash completes it", async ({
  page,
}) => {
  till = await startRunningTill({ env: { TILLWRIGHT_SIMULATED_CARD_MS: "20000" } });
  const problems = await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺15,00");
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toBeVisible();
  await typeSlowly(page, "5");
  await page.keyboard.press("F11");
  const waiting = page.getByRole("alertdialog");
  await expect(waiting).toContainText("₺5,00");
  // Nothing else can be paid meanwhile.
  await page.keyboard.press("F12");
  await expect(waiting).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(waiting).toHaveCount(0);
  await expect(page.getByTestId("notice")).toContainText("was cancelled. Nothing was charged.");
  await expect(page.getByTestId("due")).toHaveText("₺15,00");
  await expect(page.getByText("Not clear whether")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeVisible();
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("15,00");
  expect(problems).toEqual([]);
});

test("giving up by tapping the key on the screen", async ({ page }) => {
  till = await startRunningTill({ env: { TILLWRIGHT_SIMULATED_CARD_MS: "20000" } });
  await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await page.getByTestId("key-pay").click();
  await page.getByTestId("pay-card").click();
  await page.getByTestId("cancel-card").click();
  await expect(page.getByTestId("notice")).toContainText("was cancelled");
  await expect(page.getByTestId("pay-card")).toBeEnabled();
});
