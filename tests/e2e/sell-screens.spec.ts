/**
 * The screens on a till that really runs: scanning, paying, parking, refunds, faults, languages, and what a scan does
 * wherever the focus is. Codes are the demo store's.
 */
import { expect, test, type Page } from "@playwright/test";
import { enterPin, openShiftWhereNone } from "../support/till-page.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";

const SIMIT = "8690526000015"; // 15.00
const EKMEK = "8690526000022"; // 12.50
const POGACA = "8690526000039"; // 22.50
const UNKNOWN = "4006381333931";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

const problems: string[] = [];

const signIn = async (page: Page, pin: string): Promise<void> => {
  await enterPin(page, pin);
  await openShiftWhereNone(page);
  await expect(page.locator("#search-box")).toBeFocused();
};

const openTill = async (page: Page, pin = "1111"): Promise<void> => {
  problems.length = 0;
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(till.url);
  await signIn(page, pin);
};

/** As a scanner types: 15 ms per character, Enter at the end. */
const scan = async (page: Page, code: string): Promise<void> => {
  await page.keyboard.type(code, { delay: 15 });
  await page.keyboard.press("Enter");
};

const total = (page: Page) => page.getByTestId("total");
const done = (page: Page) => page.getByTestId("done");

test("three scans and one key: an exact cash sale, and the next scan starts the next sale", async ({
  page,
}) => {
  await openTill(page);
  for (const code of [SIMIT, EKMEK, POGACA]) await scan(page, code);
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("No change");
  await expect(done(page)).toContainText("50,00");
  await expect(page.getByTestId("receipt-number")).toHaveText("S1-T1-000001");
  await expect(page.getByTestId("print-state")).toHaveAttribute("data-state", "confirmed");
  await scan(page, EKMEK);
  await expect(total(page)).toHaveText("₺12,50");
  await expect(page.getByTestId("basket-line")).toHaveCount(1);
  expect(problems).toEqual([]);
});

test("2 0 F12 pays twenty, 6 * counts six of the next, 3 Enter sets three, and a scan ends a number", async ({
  page,
}) => {
  await openTill(page);
  await page.keyboard.type("6", { delay: 150 });
  await page.keyboard.press("*");
  await expect(page.locator(".sell-next")).toHaveText("6 ×");
  await scan(page, EKMEK);
  await expect(total(page)).toHaveText("₺75,00");
  await page.keyboard.type("3", { delay: 150 });
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺37,50");
  await page.keyboard.type("2", { delay: 150 });
  await page.waitForTimeout(300);
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺52,50");
  await expect(page.locator("#search-box")).toHaveValue("");
  await page.keyboard.type("60", { delay: 150 });
  await page.keyboard.press("F12");
  await expect(page.getByTestId("change")).toHaveText("₺7,50");
});

test("an unknown code says so and loses nothing; F12 behind it takes no money", async ({ page }) => {
  await openTill(page);
  await scan(page, SIMIT);
  await scan(page, UNKNOWN);
  await scan(page, EKMEK);
  await page.keyboard.press("F12");
  await expect(page.getByTestId("scan-problem")).toContainText(UNKNOWN);
  await expect(total(page)).toHaveText("₺27,50");
  await expect(done(page)).toHaveCount(0);
  // However long it stands there, a scan does not close it: an item is missing.
  await page.waitForTimeout(500);
  await scan(page, POGACA);
  await expect(total(page)).toHaveText("₺50,00");
  await expect(page.getByTestId("scan-problem")).toContainText(UNKNOWN);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("scan-problem")).toHaveCount(0);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
});

test("scans arrive whatever has the focus, and typing is never eaten", async ({ page }) => {
  await openTill(page, "2222");
  await scan(page, SIMIT);
  // In a dialog's field, behind something typed by hand.
  await page.keyboard.press("F10");
  await page.getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox").fill("no sesame");
  await scan(page, EKMEK);
  await expect(page.getByRole("textbox")).toHaveValue("no sesame");
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText("₺27,50");
  // On a button.
  await page.getByTestId("key-more").focus();
  await scan(page, EKMEK);
  await expect(total(page)).toHaveText("₺40,00");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // On the receipts screen, in its search field.
  await page.keyboard.press("F3");
  await page.getByLabel("Number, item, card, customer, amount").fill("abc");
  await scan(page, POGACA);
  await expect(total(page)).toHaveText("₺62,50");
});

test("a hundred scans without a pause, with dialogs and screens opening in between, lose none", async ({
  page,
}) => {
  await openTill(page, "2222");
  const keys = ["F10", "Escape", "F7", "Escape", "F3", "F2", "F9", "Escape", "ArrowUp", "Tab"];
  for (let index = 0; index < 100; index += 1) {
    await scan(page, [SIMIT, EKMEK, POGACA][index % 3] ?? SIMIT);
    // Price check takes scans for itself, so no scan is made while it is open.
    const key = keys[index % keys.length] ?? "Escape";
    if (key !== "F9") await page.keyboard.press(key);
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  await expect(page.getByText("100 items")).toBeVisible({ timeout: 20_000 });
  // 1.665,00 less the 10.00 that baskets of 100 get.
  await expect(total(page)).toHaveText("₺1.655,00");
});

test("split tender: part in cash, the rest by card, with give-back", async ({ page }) => {
  await openTill(page);
  for (const code of [SIMIT, EKMEK, POGACA]) await scan(page, code);
  await page.keyboard.type("10", { delay: 150 });
  await page.keyboard.press("F12");
  await expect(page.getByTestId("due")).toHaveText("₺40,00");
  await page.getByRole("button", { name: "Give back" }).click();
  await expect(page.getByTestId("due")).toHaveText("₺50,00");
  await page.keyboard.type("20", { delay: 100 });
  await page.keyboard.press("F12");
  await expect(page.getByTestId("due")).toHaveText("₺30,00");
  // A key pressed before the first payment has its answer is no second one.
  await expect(page.getByRole("button", { name: "Card", exact: true })).toBeEnabled();
  await page.keyboard.press("F11");
  await expect(done(page)).toContainText("Card");
  await expect(done(page)).toContainText("30,00");
});

test("a declined card is said in words, and cash completes the sale", async ({ page }) => {
  await openTill(page, "2222");
  await page.keyboard.press("Alt+d");
  await page.getByRole("button", { name: "Declines" }).click();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT);
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toBeVisible();
  await page.keyboard.press("F11");
  await expect(page.getByTestId("notice")).toContainText("declined");
  await expect(page.getByTestId("due")).toHaveText("₺15,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
});

test("park with a name and recall", async ({ page }) => {
  await openTill(page);
  await scan(page, SIMIT);
  await page.keyboard.type("Zehra", { delay: 130 });
  await page.keyboard.press("F4");
  await expect(page.getByTestId("key-recall")).toContainText("1");
  await page.reload();
  await page.locator("#search-box").waitFor();
  await page.keyboard.press("F5");
  await expect(page.getByTestId("parked")).toContainText("Zehra");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("₺15,00");
});

test("refund by receipt: pick units, reason, quote, cash; the receipt then offers the rest only", async ({
  page,
}) => {
  await openTill(page);
  for (const code of [SIMIT, SIMIT, EKMEK]) await scan(page, code);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, "S1-T1-000001");
  await page.getByRole("button", { name: "One more of Simit" }).click();
  await expect(page.getByTestId("refund-total")).toHaveText("₺15,00");
  await page.getByRole("button", { name: "Faulty" }).click();
  await page.keyboard.press("F12");
  await expect(page.getByTestId("refunded")).toHaveText("₺15,00");
  await scan(page, "S1-T1-000001");
  await expect(page.getByTestId("refund-line").first()).toContainText("1 given back before");
});

test("a printer without paper never stops a sale, and the screen says what is true", async ({ page }) => {
  await openTill(page, "2222");
  await page.keyboard.press("Alt+d");
  await page.getByRole("button", { name: "No paper" }).click();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await expect(page.getByTestId("print-state")).toContainText("The paper has run out");
  await expect(page.getByTestId("print-state")).not.toHaveAttribute("data-state", "confirmed");
  await page.keyboard.press("Alt+d");
  await page.getByRole("button", { name: "Works", exact: true }).click();
  await expect(page.getByTestId("print-state").first()).toHaveAttribute("data-state", "confirmed", {
    timeout: 30_000,
  });
  // The sale, and below it the slip of the opened shift.
  await expect(page.getByTestId("print-job").filter({ hasText: "S1-T1-000001" })).toHaveCount(1);
});

test("three languages, kept by the till", async ({ page }) => {
  await openTill(page);
  await page.keyboard.press("Alt+s");
  await page.getByRole("button", { name: "Türkçe" }).click();
  await expect(page.getByRole("heading", { name: "Ayarlar" })).toBeVisible();
  await page.reload();
  await expect(page.getByTestId("key-exactCash")).toContainText("Tam nakit");
  await page.keyboard.press("Alt+s");
  await page.getByRole("button", { name: "Español" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("key-exactCash")).toContainText("Efectivo justo");
});

test("the till process dies and comes back: a calm word, and the basket is there", async ({ page }) => {
  await openTill(page);
  for (const code of [SIMIT, EKMEK]) await scan(page, code);
  await expect(total(page)).toHaveText("₺27,50");
  await till.kill();
  await expect(page.getByText("The till program is restarting. Nothing is lost.")).toBeVisible();
  till = await startRunningTill({ dataDir: till.dataDir });
  await page.goto(till.url);
  await signIn(page, "1111");
  await expect(total(page)).toHaveText("₺27,50");
});

test("wrong PINs are counted and locked out in words", async ({ page }) => {
  await page.goto(till.url);
  await page.getByText("Enter your PIN").waitFor();
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await page.keyboard.type("9999", { delay: 120 });
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("sign-in-problem")).not.toContainText("4 to 8 digits");
    if ((await page.getByTestId("sign-in-problem").textContent())?.includes("Too many") === true) break;
  }
  await expect(page.getByTestId("sign-in-problem")).toContainText("Too many wrong PINs");
});
