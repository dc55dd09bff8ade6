/** Exchanging and refunding on the screens of a till that really runs. Codes and PINs are the demo store's. */
import { expect, test, type Page } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, EKMEK, openTill, scan, SIMIT, total } from "../support/till-page.ts";

const POGACA = "8690526000039"; // 22.50
const FIRST = "S1-T1-000001";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

const CASHIER = "1111";
const MANAGER = "2222";

const sell = async (page: Page, ...codes: readonly string[]): Promise<void> => {
  await scan(page, ...codes);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
};

/** The receipt opens with its lines ready; Enter takes the first one whole. */
const tickFirstLine = async (page: Page, receipt = FIRST): Promise<void> => {
  await scan(page, receipt);
  await expect(page.getByTestId("refund-line").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refund-total")).not.toHaveText("–");
};

test("scan the receipt, tick, scan a dearer item, F12: the difference is paid", async ({ page }) => {
  const problems = await openTill(page, till, CASHIER);
  await sell(page, SIMIT);
  await tickFirstLine(page);
  await scan(page, POGACA);
  await expect(page.getByTestId("return-line")).toContainText("−1");
  await expect(page.getByTestId("return-line")).toContainText("Returned");
  await expect(total(page)).toHaveText("₺7,50");
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("₺7,50");
  await expect(page.getByRole("heading", { name: "Exchanged" })).toBeVisible();
  await scan(page, "S1-T1-000002");
  await expect(page.getByTestId("refund-line")).toHaveCount(1);
  expect(problems).toEqual([]);
});

test("Enter in the very moment in which the lines are there takes the first one", async ({ page }) => {
  await openTill(page, till, CASHIER);
  await sell(page, SIMIT);
  await page.evaluate(() => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('[data-testid="refund-line"]') !== null) {
        watcher.disconnect();
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
        );
      }
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  });
  await scan(page, FIRST);
  await expect(page.getByTestId("refund-total")).toHaveText("₺15,00");
});

test("a cheaper item: the rest is paid out, and the pay screen says in what", async ({ page }) => {
  await openTill(page, till, CASHIER);
  await sell(page, POGACA);
  await tickFirstLine(page);
  await page.keyboard.press("F10");
  await expect(page.getByTestId("return-line")).toBeVisible();
  await scan(page, EKMEK);
  await expect(page.getByTestId("key-pay")).toContainText("Pay out ₺10,00");
  await page.keyboard.press("F11");
  await expect(page.getByTestId("pay-out")).toHaveText("₺10,00");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("refunded")).toHaveText("₺10,00");
});

test("the same item again is even, and needs one key; a returned line can be taken out", async ({ page }) => {
  await openTill(page, till, CASHIER);
  await sell(page, SIMIT);
  await tickFirstLine(page);
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺0,00");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await expect(page.getByTestId("return-line")).toHaveCount(0);
  await expect(total(page)).toHaveText("₺15,00");
  await tickFirstLine(page);
  await page.keyboard.press("F10");
  await expect(page.getByTestId("key-exactCash")).toContainText("Even: finish");
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("Even exchange");
});

test("cash for what a card paid needs a second person, who approves in place", async ({ page }) => {
  await openTill(page, till, CASHIER);
  await scan(page, SIMIT);
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toBeVisible();
  await page.keyboard.press("F11");
  await expect(done(page)).toBeVisible({ timeout: 15_000 });
  await tickFirstLine(page);
  await button(page, "Faulty").click();
  await expect(page.getByTestId("refund-as-paid")).toContainText("To the card");
  await page.keyboard.press("F11");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(MANAGER, { delay: 130 });
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refunded")).toHaveText("₺15,00");
  await page.keyboard.press("F3");
  await page.getByTestId("receipt-row").first().click();
  await expect(page.getByTestId("receipt-paper")).toContainText("Onaylayan");
});

test("a refund of a refund is not offered, and the sale that was just made can be voided once", async ({
  page,
}) => {
  await openTill(page, till, CASHIER);
  await sell(page, SIMIT, EKMEK);
  await page.keyboard.press("Alt+v");
  await button(page, "Entered by mistake").click();
  await page.getByRole("dialog").getByRole("button", { name: "Void this sale" }).click();
  await expect(page.getByTestId("refunded")).toHaveText("₺27,50");
  await expect(page.getByTestId("void-sale")).toHaveCount(0);
  await scan(page, "S1-T1-000002");
  await expect(page.getByTestId("start-refund")).toBeDisabled();
  await expect(page.getByTestId("receipt-paper")).toContainText("İADE");
});
