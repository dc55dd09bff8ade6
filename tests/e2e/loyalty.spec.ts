/**
 * Loyalty and gift cards on screen: the program, the cards that are known and the till's own jobs in the back office; points
 * by hand with approval, points and a gift card that pay for a part, and both on the receipt.
 */
import Database from "better-sqlite3";
import { expect, test } from "@playwright/test";
import { dataPaths } from "../../electron/system/open-till.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, openTill, scan, SIMIT, total, typeSlowly } from "../support/till-page.ts";

/** Known to the demo store, and not in its program yet. */
const ZEYNEP = "2900000000049";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

/** As it is printed on the slip of the newest card. */
const printedCode = (): string => {
  const sqlite = new Database(dataPaths(till.dataDir).database, { readonly: true });
  try {
    return sqlite.prepare<[], string>("SELECT code FROM gift_card").pluck().get() ?? "";
  } finally {
    sqlite.close();
  }
};

test("the program, its tiers, card formats, consent words and jobs are set and run in the back office", async ({
  page,
}) => {
  const problems = await openTill(page, till);
  await page.keyboard.press("Alt+b");
  await button(page, "Loyalty").click();
  await page.getByTestId("program-welcomePoints").fill("200");
  await page.getByTestId("program-pointValueMinor").fill("1,00");
  await page.getByTestId("program-maxShareBp").fill("50");
  await page.getByTestId("tier-add").click();
  const tier = page.getByTestId("tier-row").last();
  await tier.getByLabel("Points", { exact: true }).fill("10");
  await page.getByTestId("program-save").click();
  await expect(page.getByRole("alert").filter({ hasText: "does not work" })).toBeVisible();
  await tier.getByLabel("Name").fill("Diamond");
  await tier.getByLabel("Points", { exact: true }).fill("9000");
  await tier.getByLabel("Discount %").fill("12,5");
  await tier.getByLabel("Benefits in words").fill("A seat at the window");
  await page.getByTestId("program-save").click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await button(page, "Customers").click();
  await page.getByTestId("card-format-add").click();
  const format = page.getByTestId("card-format").last();
  await format.getByRole("button", { name: "Our own" }).click();
  await format.getByLabel("Program").fill("Metro");
  await format.getByLabel("Begins with").fill("77");
  await format.getByLabel("Digits").fill("10");
  await format.getByLabel("Check digit").selectOption("none");
  await page.getByTestId("consent-text-sms").fill("May we write to your phone?");
  await page.getByTestId("customer-rules-save").click();
  await expect(page.getByTestId("consent-version")).toContainText("in use since");

  await button(page, "By itself").click();
  const review = page.getByTestId("job-row").filter({ hasText: "Birthday bonus" });
  await page.getByTestId("job-run-birthdayBonus").click();
  await expect(page.getByText("Done.")).toBeVisible();
  await expect(review).toContainText(/Last: .+ · \d+ changed · Next: /);

  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, "7712345678");
  await expect(page.getByText("Metro")).toBeVisible();
  await page.keyboard.press("Escape");
  await scan(page, ZEYNEP);
  await page.keyboard.press("Alt+m");
  await page.getByTestId("loyalty-join").click();
  await expect(page.getByTestId("customer-points")).toContainText("Bronze · 200 points");
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, SIMIT, SIMIT);
  await page.keyboard.press("F11");
  await expect(page.getByTestId("pay-points")).toContainText("15,00");
  expect(problems).toEqual([]);
});

test("a cashier gives points by approval; points and a gift card pay for a part, as the receipt says", async ({
  page,
}) => {
  const problems = await openTill(page, till, "1111");
  await page.keyboard.press("F10");
  await button(page, "Sell a gift card").click();
  await page.getByRole("textbox", { name: "Sell a gift card" }).fill("50");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺50,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();

  await scan(page, ZEYNEP);
  await page.keyboard.press("Alt+m");
  await page.getByTestId("loyalty-join").click();
  await page.getByTestId("adjust-points").fill("50");
  await page.getByTestId("adjust-give").click();
  await expect(page.getByRole("alert").filter({ hasText: "reason" })).toBeVisible();
  await page.getByTestId("adjust-reason").fill("waited long");
  await page.getByTestId("adjust-give").click();
  await expect(page.getByTestId("approval-what")).toHaveText("Give 50 points: waited long");
  await typeSlowly(page, "2222");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("customer-points")).toContainText("150 points");
  await expect(page.getByText("waited long")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();

  await scan(page, SIMIT, SIMIT, SIMIT, SIMIT, SIMIT, SIMIT);
  await expect(page.getByTestId("points")).toContainText("Bronze");
  await expect(page.getByTestId("points")).toContainText("150 points");
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toHaveText("₺90,00");
  await page.keyboard.press("p");
  await expect(page.getByTestId("due")).toHaveText("₺15,00");
  await page.getByTestId("pay-gift-card").click();
  await page.getByTestId("card-code").fill(printedCode());
  await page.getByTestId("card-code").press("Enter");
  await expect(page.getByTestId("card-balance")).toHaveText("₺50,00");
  await page.getByTestId("card-amount").fill("10");
  await page.getByTestId("card-pay").click();
  await expect(page.getByTestId("due")).toHaveText("₺5,00");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();

  await page.keyboard.press("F3");
  await page.getByTestId("receipt-row").first().click();
  const paper = page.getByTestId("receipt-paper");
  for (const said of ["Kullanılan puan", "-150", "Puanınız", "Bronze"]) {
    await expect(paper).toContainText(said);
  }
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
  await page.keyboard.press("F10");
  await button(page, "Gift card: balance, pay, top up").click();
  await page.getByTestId("card-code").fill(printedCode());
  await page.getByTestId("card-code").press("Enter");
  await expect(page.getByTestId("card-balance")).toHaveText("₺40,00");
  await expect(page.getByTestId("card-pay")).toBeDisabled();
  expect(problems).toEqual([]);
});
