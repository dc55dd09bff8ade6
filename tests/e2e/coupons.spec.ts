/** Coupons in the back office: a batch is made, handed out and saved; one of its codes is used once at the till. */
import { expect, test, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import {
  button,
  done,
  handOverCoupon,
  openOffice,
  openTill,
  scan,
  SIMIT,
  total,
} from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const openCoupons = (page: Page): Promise<void> => openOffice(page, "Coupons");

const savedCodes = async (page: Page): Promise<readonly string[]> => {
  const waiting = page.waitForEvent("download");
  await page.getByTestId("coupons-export").click();
  const path = await (await waiting).path();
  return readFileSync(path, "utf8")
    .split("\r\n")
    .slice(1, -1)
    .map((row) => row.split('"')[1] ?? "");
};

test("a batch of coupons from the back office to the till", async ({ page }) => {
  till = await startRunningTill();
  const problems = await openTill(page, till);
  await openCoupons(page);
  await page.getByTestId("coupons-new-batch").click();
  await page.getByTestId("coupons-name").fill("Spring");
  await page.getByTestId("coupons-size").fill("40");
  await page.getByLabel("How much").fill("10");
  await page.getByTestId("coupons-make").click();
  await expect(page.getByTestId("batch-figures")).toContainText("0 used, 0 handed out, of 40");
  await expect(page.getByTestId("coupon-row")).toHaveCount(40);
  await button(page, "Email").click();
  await expect(page.getByTestId("batch-figures")).toContainText("40 handed out");
  const [code = ""] = await savedCodes(page);
  expect(code).toMatch(/^[0-9A-Z]{16}$/);
  await page.keyboard.press("Escape");

  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺15,00");
  await handOverCoupon(page, `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
  await expect(page.getByRole("alert")).toContainText("wrong character");
  await page.keyboard.press("Escape");
  await handOverCoupon(page, code);
  await expect(total(page)).toHaveText("₺13,50");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();

  await scan(page, SIMIT);
  await handOverCoupon(page, code);
  await expect(page.getByRole("dialog")).toContainText("used");
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText("₺15,00");
  await openCoupons(page);
  await page.getByTestId("coupon-batch").click();
  await page.getByTestId("coupons-search").fill(code.slice(0, 6));
  await expect(page.getByTestId("coupon-row")).toHaveCount(1);
  await expect(page.getByTestId("coupon-row")).toContainText("used up");
  await page.getByTestId("coupon-row").click();
  await expect(page.getByRole("region", { name: /-/ }).last()).toContainText("S1-T1-000001");
  expect(problems).toEqual([]);
});

test("a coupon with its own code takes a value of its own and is taken out of use", async ({ page }) => {
  till = await startRunningTill();
  await openTill(page, till);
  await openCoupons(page);
  await page.getByTestId("coupons-new").click();
  await page.getByTestId("coupons-name").fill("SPRING");
  await page.getByLabel("How much").fill("5");
  await page.getByTestId("coupons-make").click();
  await page.getByTestId("coupons-search").fill("spring");
  await expect(page.getByTestId("coupon-row")).toHaveCount(1);
  await page.getByTestId("coupon-row").click();
  await page.getByTestId("coupon-value").fill("20");
  await page.getByTestId("coupon-save").click();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT);
  await handOverCoupon(page, "spring");
  await expect(total(page)).toHaveText("₺12,00");
  await openCoupons(page);
  await page.getByTestId("coupons-search").fill("spring");
  await expect(page.getByTestId("coupon-row")).toHaveCount(1);
  await page.getByTestId("coupon-row").click();
  await page.getByTestId("coupon-block").click();
  await expect(page.getByTestId("coupon-row")).toContainText("out of use");
});

test("a customer joins a campaign at the till, is given a coupon in the back office, and taps both", async ({
  page,
}) => {
  till = await startRunningTill();
  const problems = await openTill(page, till);
  await openCoupons(page);
  await page.getByTestId("coupons-new").click();
  await page.getByTestId("coupons-name").fill("GIFT");
  await page.getByLabel("How much").fill("10");
  await page.getByTestId("coupons-make").click();
  await page.getByTestId("coupons-search").fill("gift");
  await expect(page.getByTestId("coupon-row")).toHaveCount(1);
  await page.getByTestId("coupon-row").click();
  await button(page, "Email").click();
  await page.getByTestId("coupon-give").fill("elif");
  await page.getByTestId("coupon-give-pick").first().click();
  await expect(page.getByTestId("coupon-row")).toContainText("Email · for Elif");
  await page.keyboard.press("Escape");

  await scan(page, "2900000000018", SIMIT, SIMIT, SIMIT, SIMIT, SIMIT, SIMIT);
  await expect(total(page)).toHaveText("₺90,00");
  await expect(page.getByTestId("customer-coupons")).toContainText("Coupons · 1");
  await page.getByTestId("campaign-join").click();
  await expect(total(page)).toHaveText("₺65,00");
  await page.getByTestId("their-coupon-use").click();
  await expect(page.getByTestId("coupon")).toHaveCount(2);
  await expect(page.getByTestId("customer-coupons")).toHaveCount(0);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();

  await scan(page, "2900000000018");
  await button(page, "Open").click();
  await expect(page.getByTestId("customer-campaign")).toContainText("redeemed");
  await expect(page.getByTestId("customer-coupon").first()).toContainText("used up");
  expect(problems).toEqual([]);
});
