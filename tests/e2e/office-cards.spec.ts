/**
 * What a manager does with coupons and cards in the back office, and what comes of it at the till: signed coupons made,
 * checked and taken, sheets and slips whose codes scan; gift cards found and blocked; memberships renewed and cancelled; a
 * friend's code at the first purchase, rewarded by the job.
 */
import { readFileSync } from "node:fs";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { readCode128 } from "../support/read-code128.ts";
import { readQrPath } from "../support/read-qr.ts";
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

const ELIF = "2900000000018";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

const backToTill = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
};

/** The sheets as an office opens them, in a page of their own. */
const openSheets = async (page: Page, perPage: number): Promise<Page> => {
  const saving = page.waitForEvent("download");
  await page.getByTestId(`coupons-sheet-${String(perPage)}`).click();
  const file = await (await saving).path();
  const sheets = await page.context().newPage();
  await sheets.setContent(readFileSync(file, "utf8"));
  return sheets;
};

const qrText = async (symbol: Locator): Promise<string | null> => {
  const path = (await symbol.locator("path").getAttribute("d")) ?? "";
  return readQrPath(path);
};

/** What a scanner across the middle of the drawn bars reads. */
const barsText = async (symbol: Locator): Promise<string | null> => {
  const image = await loadImage(await symbol.screenshot());
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, Math.floor(image.height / 2), image.width, 1);
  return readCode128(Array.from({ length: image.width }, (_, x) => (data[x * 4] ?? 255) < 128));
};

test("coupons on paper: signed ones are checked and taken, sheets and slips hold each code of a range", async ({
  page,
}) => {
  const problems = await openTill(page, till);
  await openOffice(page, "Coupons");
  await page.getByTestId("coupons-signed").click();
  await page.getByLabel("How much").fill("20");
  await page.getByTestId("signed-count").fill("2");
  const signed = await openSheets(page, 8);
  await expect(signed.locator(".coupon")).toHaveCount(2);
  const text = (await qrText(signed.locator(".qr").first())) ?? "";
  await signed.close();
  await page.getByTestId("signed-check").fill(text);
  await page.getByTestId("signed-check-go").click();
  await expect(page.getByTestId("signed-checked")).toContainText(/20.*not used yet.*Genuine/);
  const changedAt = text.length - 20;
  const other = text.charAt(changedAt) === "0" ? "1" : "0";
  await page
    .getByTestId("signed-check")
    .fill(`${text.slice(0, changedAt)}${other}${text.slice(changedAt + 1)}`);
  await page.getByTestId("signed-check-go").click();
  await expect(page.getByRole("alert").filter({ hasText: /changed|not read whole/ })).toBeVisible();

  await page.getByTestId("coupons-new-batch").click();
  await page.getByTestId("coupons-name").fill("Autumn");
  await page.getByTestId("coupons-size").fill("30");
  await page.getByLabel("How much").fill("10");
  await page.getByTestId("coupons-stays-on").click();
  await page.getByTestId("coupons-ends-itself").click();
  await page.getByTestId("coupons-make").click();
  await expect(page.getByTestId("coupon-row")).toHaveCount(30);
  await page.getByTestId("coupons-print-from").fill("31");
  await expect(page.getByRole("alert").filter({ hasText: "from 1 to 30" })).toBeVisible();
  await page.getByTestId("coupons-print-from").fill("5");
  const sheets = await openSheets(page, 12);
  await expect(sheets.locator(".page")).toHaveCount(3);
  await expect(sheets.locator(".coupon")).toHaveCount(26);
  const code = (await qrText(sheets.locator(".qr").first())) ?? "";
  await sheets.evaluate(() => document.body.style.setProperty("zoom", "4"));
  expect(await barsText(sheets.locator(".bars").first())).toBe(code);
  await sheets.close();
  await page.getByTestId("coupons-print-to").fill("19");
  await button(page, "Print 15 slips").click();
  await expect(page.getByText("15 slips go to the printer")).toBeVisible();
  await expect(page.getByTestId("coupons-printing")).toHaveCount(0);
  await backToTill(page);

  await scan(page, SIMIT);
  await handOverCoupon(page, code);
  await expect(total(page)).toHaveText("₺13,50");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, SIMIT);
  await handOverCoupon(page, text);
  await expect(total(page)).toHaveText("₺12,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await openOffice(page, "Coupons");
  await page.getByTestId("coupon-batch").click();
  await page.getByTestId("coupons-search").fill(code);
  await expect(page.getByTestId("coupon-row")).toHaveCount(1);
  await expect(page.getByTestId("coupon-row")).toContainText("ended itself on");
  await page.getByTestId("coupon-row").click();
  await expect(page.getByTestId("coupon-ending")).toContainText("ended itself on");
  expect(problems).toEqual([]);
});

test("cards and people: a gift card is blocked, a membership renewed and cancelled, a friend brings points", async ({
  page,
}) => {
  const problems = await openTill(page, till);
  await page.keyboard.press("F10");
  await button(page, "Sell a gift card").click();
  await page.getByRole("textbox", { name: "Sell a gift card" }).fill("50");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺50,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await openOffice(page, "Gift cards");
  await expect(page.getByTestId("liability")).toHaveText("₺50,00");
  const number = ((await page.getByTestId("gift-card").textContent()) ?? "").slice(-4);
  await page.getByPlaceholder("Last four digits").fill("0000".replaceAll("0", number === "1111" ? "2" : "1"));
  await expect(page.getByTestId("gift-card")).toHaveCount(0);
  await page.getByPlaceholder("Last four digits").fill(number);
  await page.getByTestId("gift-card").click();
  await expect(page.getByTestId("card-page-balance")).toHaveText("₺50,00");
  await page.getByTestId("card-reason").fill("lost");
  await page.getByTestId("card-block").click();
  await expect(page.getByTestId("card-state")).toContainText("lost");

  await button(page, "Memberships").click();
  await page.getByTestId("membership-plan-new").click();
  await page.getByTestId("plan-name").fill("Market Club");
  await page.getByTestId("plan-code").fill("club");
  await page.getByTestId("plan-price").fill("100,00");
  await page.getByTestId("plan-save").click();
  await expect(page.getByTestId("membership-plan")).toContainText("Market Club");
  await button(page, "Bring a friend").click();
  await page.getByTestId("referral-on").click();
  await page.getByTestId("referral-referrer-points").click();
  await page.getByTestId("referral-referrer-value").fill("40");
  await page.getByTestId("referral-least").fill("10");
  await page.getByTestId("referral-save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await backToTill(page);
  for (const said of ["Sold", "Renewed"]) {
    await scan(page, ELIF);
    await page.keyboard.press("F10");
    await button(page, "Sell or renew a membership").click();
    await page.getByTestId("membership-offer").click();
    await expect(total(page)).toHaveText("₺100,00");
    await page.keyboard.press("F12");
    await expect(done(page)).toBeVisible();
    await scan(page, ELIF);
    await page.keyboard.press("Alt+m");
    await expect(page.getByTestId("membership")).toContainText(said);
    await page.keyboard.press("Escape");
    await button(page, "Sell without this customer").click();
  }
  await scan(page, ELIF);
  await page.keyboard.press("Alt+m");
  await page.getByTestId("membership-why").fill("moved away");
  await page.getByTestId("membership-cancel").click();
  await expect(page.getByTestId("membership")).toContainText("moved away");
  await expect(page.getByTestId("membership-cancel")).toHaveCount(0);
  const friendsCode = ((await page.getByTestId("referral-own").textContent()) ?? "").replaceAll(" ", "");
  await page.keyboard.press("Escape");
  await button(page, "Sell without this customer").click();

  await page.keyboard.press("Alt+m");
  await page.getByTestId("customer-enrol").click();
  await page.getByTestId("enrol-name").fill("New Friend");
  await page.getByTestId("enrol-go").click();
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, friendsCode);
  await expect(page.getByTestId("customer-referred")).toBeVisible();
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await openOffice(page, "By itself");
  await page.getByTestId("job-run-referralRewards").click();
  await expect(page.getByText("Done.")).toBeVisible();
  await backToTill(page);
  await scan(page, ELIF);
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("referrals")).toContainText(/New.*rewarded.*40 points/s);
  expect(problems).toEqual([]);
});
