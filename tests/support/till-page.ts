/** Owns how end-to-end tests work a till's page: sign in, type as a scanner types, read totals, collect its errors. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningTill } from "./running-till.ts";

export const SIMIT = "8690526000015"; // 15.00
export const EKMEK = "8690526000022"; // 12.50
export const GOFRET = "8690526000725"; // 12.50, of the snacks that are three for two
export const BISKUVI = "8690526000732"; // 22.50, the same

/** Signs in; the answer fills with what the page reports as wrong. */
export const openTill = async (page: Page, till: RunningTill, pin = "2222"): Promise<readonly string[]> => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(till.url);
  await enterPin(page, pin);
  await openShiftWhereNone(page);
  await expect(page.locator("#search-box")).toBeFocused();
  return problems;
};

/** Where the till asks who is there. */
export const enterPin = async (page: Page, pin: string): Promise<void> => {
  await page.getByText("Enter your PIN").waitFor();
  await page.keyboard.type(pin, { delay: 130 });
  await page.keyboard.press("Enter");
};

/** Without a float. */
export const openShiftWhereNone = async (page: Page): Promise<void> => {
  const open = page.getByTestId("open-shift");
  await expect(open.or(page.locator("#search-box"))).toBeVisible();
  if (await open.isVisible()) {
    await page.keyboard.press("F12");
    await expect(page.locator("#search-box")).toBeVisible();
  }
};

export const openOffice = async (page: Page, section: string): Promise<void> => {
  await page.keyboard.press("Alt+b");
  await button(page, section).click();
};

/** F8, the code typed at once, Enter. */
export const handOverCoupon = async (page: Page, code: string): Promise<void> => {
  await page.keyboard.press("F8");
  await page.getByTestId("coupon-code").fill(code);
  await page.keyboard.press("Enter");
};

/** 15 ms per character, Enter at the end. */
export const scan = async (page: Page, ...codes: readonly string[]): Promise<void> => {
  for (const code of codes) {
    await page.keyboard.type(code, { delay: 15 });
    await page.keyboard.press("Enter");
  }
};

/** A person's pace, which no scanner has. */
export const typeSlowly = (page: Page, text: string): Promise<void> =>
  page.keyboard.type(text, { delay: 130 });

export const total = (page: Page): Locator => page.getByTestId("total");
export const done = (page: Page): Locator => page.getByTestId("done");
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
