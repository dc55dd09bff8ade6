/** Memberships and bringing friends on screen: set up in the back office, sold and taken at the till, shown with the customer. */
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, openTill, scan, total } from "../support/till-page.ts";

const ELIF = "2900000000018";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

test("a plan with a coupon is made, sold, and stands beside the basket and on the customer's page", async ({
  page,
}) => {
  const problems = await openTill(page, till);
  await page.keyboard.press("Alt+b");
  await button(page, "Memberships").click();
  await page.getByTestId("membership-plan-new").click();
  await page.getByTestId("plan-name").fill("Market Club");
  await page.getByTestId("plan-code").fill("club");
  await page.getByTestId("plan-price").fill("100,00");
  await page.getByTestId("plan-save").click();
  await expect(page.getByTestId("membership-plan")).toContainText("Market Club");
  await page.getByTestId("membership-coupon-new").click();
  await page.getByTestId("membership-off-code").fill("START50");
  await page.getByTestId("membership-off-value").fill("50");
  await page.getByTestId("membership-off-save").click();
  await expect(page.getByTestId("membership-coupon-row")).toContainText("START50");
  await page.keyboard.press("Escape");
  await scan(page, ELIF);
  await page.keyboard.press("F10");
  await button(page, "Sell or renew a membership").click();
  await expect(page.getByTestId("membership-offer")).toContainText("₺100,00");
  await page.getByTestId("membership-coupon").fill("START50");
  await page.getByTestId("membership-try").click();
  await expect(page.getByTestId("membership-offer")).toContainText("₺50,00");
  await page.getByTestId("membership-offer").click();
  await expect(total(page)).toHaveText("₺50,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, ELIF);
  await expect(page.getByTestId("customer-membership")).toContainText("Market Club");
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("membership")).toContainText("Sold");
  expect(problems).toEqual([]);
});

test("what friends bring is set, a code is shown and taken at enrolment, and a wrong one is said", async ({
  page,
}) => {
  await openTill(page, till);
  await page.keyboard.press("Alt+b");
  await button(page, "Bring a friend").click();
  await page.getByTestId("referral-on").click();
  await page.getByTestId("referral-referrer-credit").click();
  await page.getByTestId("referral-referrer-value").fill("20");
  await page.getByTestId("referral-save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.keyboard.press("Escape");
  await scan(page, ELIF);
  await page.keyboard.press("Alt+m");
  const code = (await page.getByTestId("referral-own").textContent()) ?? "";
  await page.keyboard.press("Escape");
  await button(page, "Sell without this customer").click();
  await page.keyboard.press("Alt+m");
  await page.getByTestId("customer-enrol").click();
  await page.getByTestId("enrol-name").fill("New Friend");
  await page.getByTestId("enrol-referralCode").fill("RF 00000 00001");
  await page.getByTestId("enrol-go").click();
  await expect(page.getByRole("alert").filter({ hasText: "code" })).toBeVisible();
  await page.getByTestId("enrol-referralCode").fill(code);
  await page.getByTestId("enrol-go").click();
  await expect(page.getByTestId("customer-referred")).toBeVisible();
});
