/**
 * A day at the till, in one page, as a cashier and a manager live it: sign-in, twenty sales with every tender, park and
 * recall, a refund, a restart in the middle of a basket; at the end the journal verifies and the drawer adds up.
 * With SCREENSHOTS=1 it renews the pictures in docs/screenshots.
 */
import { expect, test, type Page } from "@playwright/test";
import { join } from "node:path";
import { dataPaths } from "../../electron/system/open-till.ts";
import { inspectDatabase } from "../crash/inspect-database.ts";
import { enterPin, openShiftWhereNone } from "../support/till-page.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";

const SIMIT = "8690526000015"; // 15.00
const EKMEK = "8690526000022"; // 12.50
const POGACA = "8690526000039"; // 22.50
const GOFRET = "8690526000725"; // 12.50, of the snacks that are three for two
const BISKUVI = "8690526000732"; // 22.50, the same

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

const signIn = async (page: Page, pin: string): Promise<void> => {
  await page.goto(till.url);
  await enterPin(page, pin);
  await openShiftWhereNone(page);
  await expect(page.locator("#search-box")).toBeFocused();
};

const scan = async (page: Page, ...codes: readonly string[]): Promise<void> => {
  for (const code of codes) {
    await page.keyboard.type(code, { delay: 15 });
    await page.keyboard.press("Enter");
  }
};

/** Applied, nearly reached and not applied at once, and a coupon that needs a customer. Leaves no basket behind. */
const pictureOfOffers = async (page: Page): Promise<void> => {
  await scan(page, GOFRET, BISKUVI, GOFRET, SIMIT, SIMIT, EKMEK);
  await expect(total(page)).toHaveText("₺77,50");
  await expect(page.getByTestId("offer-applied")).toContainText("−12,50");
  await expect(page.getByTestId("offer-near")).toContainText("22,50");
  await scan(page, "WELCOME10");
  await expect(page.getByTestId("coupon")).toContainText("first purchase");
  await page.getByRole("button", { name: "Close" }).click();
  await picture(page, "sell");
  await page.keyboard.press("F10");
  await page.getByRole("button", { name: "Void sale" }).click();
  await page.getByRole("button", { name: "Changed their mind" }).click();
  await page.getByRole("button", { name: "Void sale" }).click();
  await expect(page.getByTestId("empty-basket")).toBeVisible();
};

const total = (page: Page) => page.getByTestId("total");
const receiptNumber = (page: Page) => page.getByTestId("receipt-number");
const numbered = (number: number): string => `S1-T1-${String(number).padStart(6, "0")}`;

/** One way to be paid 27.50 for a simit and a loaf. Each ends on the done screen. */
const ways: readonly ((page: Page) => Promise<void>)[] = [
  async (page) => page.keyboard.press("F12"),
  async (page) => {
    await page.keyboard.type("50", { delay: 130 });
    await page.keyboard.press("F12");
    await expect(page.getByTestId("change")).toHaveText("₺22,50");
  },
  async (page) => {
    await page.keyboard.press("F11");
    await expect(page.getByTestId("due")).toBeVisible();
    await page.keyboard.press("F11");
  },
  async (page) => {
    await page.keyboard.type("10", { delay: 130 });
    await page.keyboard.press("F12");
    await expect(page.getByTestId("due")).toHaveText("₺17,50");
    await expect(page.getByRole("button", { name: "Card", exact: true })).toBeEnabled();
    await page.keyboard.press("F11");
  },
];

test("a day at the till", async ({ page }) => {
  test.setTimeout(240_000);
  till = await startRunningTill();
  await page.goto(till.url);
  await page.getByText("Enter your PIN").waitFor();
  await picture(page, "sign-in");
  await signIn(page, "1111");

  for (let sale = 1; sale <= 20; sale += 1) {
    await scan(page, SIMIT, EKMEK);
    await expect(total(page)).toHaveText("₺27,50");
    await ways[sale % ways.length]?.(page);
    await expect(receiptNumber(page)).toHaveText(numbered(sale));
  }
  await picture(page, "done");

  await pictureOfOffers(page);
  await scan(page, SIMIT, SIMIT, POGACA);
  await page.keyboard.press("F4");
  await expect(page.getByTestId("key-recall")).toContainText("1");
  await scan(page, EKMEK);
  await page.keyboard.press("F11");
  await picture(page, "pay");
  await page.keyboard.press("F12");
  await expect(receiptNumber(page)).toHaveText(numbered(21));
  await page.keyboard.press("F5");
  await expect(page.getByTestId("parked")).toHaveCount(1);
  await picture(page, "parked");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺52,50");

  await till.kill();
  till = await startRunningTill({ dataDir: till.dataDir });
  await signIn(page, "2222");
  await expect(total(page)).toHaveText("₺52,50");
  await page.keyboard.press("F12");
  await expect(receiptNumber(page)).toHaveText(numbered(22));

  await scan(page, numbered(22));
  await page.getByRole("button", { name: "One more of Simit" }).click();
  await page.getByRole("button", { name: "Faulty" }).click();
  await picture(page, "refund");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("refunded")).toHaveText("₺15,00");
  await expect(receiptNumber(page)).toHaveText(numbered(23));
  await page.keyboard.press("F3");
  await page.getByTestId("receipt-row").nth(1).click();
  await expect(page.getByTestId("receipt-paper")).toContainText(numbered(22));
  await picture(page, "receipts");

  const { faults, sales } = inspectDatabase(dataPaths(till.dataDir).database);
  expect(faults).toEqual([]);
  const paidMinor = [...sales.values()].reduce((sum, minor) => sum + minor, 0);
  expect(paidMinor).toBe(20 * 2750 + 1250 + 5250 - 1500);
});

test("the same screens in the dark, in Turkish and small", async ({ page }) => {
  till = await startRunningTill();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn(page, "2222");
  await page.keyboard.press("Alt+s");
  await page.getByRole("button", { name: "Türkçe" }).click();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT, EKMEK, POGACA);
  await expect(total(page)).toHaveText("₺50,00");
  await expect(page.getByTestId("key-exactCash")).toBeInViewport();
  await picture(page, "sell-dark-turkish");
});
