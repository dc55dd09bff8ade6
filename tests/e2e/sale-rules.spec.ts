/**
 * The rules of a sale on the screen: an age question with scans behind it, a limit that a second person lifts, a
 * deposit that follows its item, and selling without tax by approval.
 */
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, EKMEK, openTill, scan, SIMIT, total } from "../support/till-page.ts";

const BEER = "8690526001197"; // 64.90, from 18
const MALT_BOTTLE = "8690526001203"; // 39.90 and a deposit of 2.00
const SUGAR = "8690526001210"; // 159.90, two per sale

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

test("the age is asked in place, and no scan behind the question is lost", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, SIMIT, BEER, EKMEK, SIMIT);
  const question = page.getByTestId("age-check");
  await expect(question).toContainText("18 or older: born on or before");
  await expect(total(page)).toHaveText("₺15,00");
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(total(page)).toHaveText("₺97,40"); // 107.40 less the 10.00 that baskets of 100 get
  // The basket remembers.
  await scan(page, BEER);
  await expect(total(page)).toHaveText("₺162,30");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
});

test("a date of birth decides, Escape refuses, and the scans behind are added all the same", async ({
  page,
}) => {
  await openTill(page, till, "1111");
  await scan(page, BEER, SIMIT);
  await expect(page.getByTestId("age-check")).toBeVisible();
  await page.keyboard.type("31122020", { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "not yet 18" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("age-check")).toHaveCount(0);
  await expect(total(page)).toHaveText("₺15,00");
  await scan(page, BEER);
  await expect(page.getByTestId("age-check")).toContainText("Another answer needs an approval");
  await page.keyboard.type("31121990", { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("approval-what")).toBeVisible();
  await page.keyboard.type("2222", { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺79,90");
});

test("a scan in which the age question takes the focus leaves nothing in its field", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, BEER);
  await page.keyboard.type(SIMIT.slice(0, 5), { delay: 15 });
  await expect(page.getByLabel("Date of birth")).toBeFocused();
  await page.keyboard.type(SIMIT.slice(5), { delay: 15 });
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Date of birth")).toHaveValue("");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺79,90");
});

test("a deposit follows its item", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, MALT_BOTTLE, MALT_BOTTLE, MALT_BOTTLE);
  await expect(page.getByTestId("basket-line")).toHaveCount(2);
  await expect(page.getByTestId("basket-line").nth(1)).toContainText("Depozito");
  await expect(page.getByText("3 items")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByTestId("basket-line")).toHaveCount(0);
});

test("a deposit comes back with its item", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, MALT_BOTTLE, MALT_BOTTLE);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, "S1-T1-000001");
  await page.getByRole("button", { name: "One more of Alkolsüz Malt" }).click();
  await expect(page.getByTestId("refund-total")).toHaveText("₺41,90");
  await page.getByRole("button", { name: "One less of Alkolsüz Malt" }).click();
  await page.getByRole("button", { name: "One more of Depozito" }).click();
  await expect(page.getByTestId("refund-total")).toHaveText("₺2,00");
});

test("a limit stops a scan in words; a second person lets it be exceeded", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, SUGAR, SUGAR, SUGAR);
  await expect(page.getByTestId("scan-problem")).toContainText("At most 2");
  await page.keyboard.press("Escape");
  await page.keyboard.press("+");
  await button(page, "Sell 3 all the same").click();
  await expect(page.getByTestId("approval-what")).toHaveText("Sell more than a limit per sale");
  await page.keyboard.type("2222", { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺469,70");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
});

test("without tax by approval: shown in the basket, and taken back without one", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, MALT_BOTTLE);
  await page.keyboard.press("F10");
  await page.getByRole("button", { name: "Tax exemption" }).click();
  await button(page, "Export").click();
  await page.getByLabel("Certificate number, if there is one").fill("EX-77");
  await button(page, "Sell without tax").click();
  await expect(page.getByTestId("approval-what")).toHaveText("Sell without tax");
  await page.keyboard.type("2222", { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("tax-exempt")).toHaveText("Without tax: Export · EX-77");
  await expect(total(page)).toHaveText("₺34,92");
  await page.getByTestId("tax-exempt").click();
  await page.getByRole("button", { name: "With tax again" }).click();
  await expect(total(page)).toHaveText("₺41,90");
});
