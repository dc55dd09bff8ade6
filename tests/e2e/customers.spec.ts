/** Customers on screen: a card during the sale, finding and enrolling from the keyboard, their page, merging and erasing. */
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, EKMEK, openTill, scan, SIMIT, total, typeSlowly } from "../support/till-page.ts";

/** Elif's card in the demo store, and one of the shop's that nobody has yet. */
const ELIF = "2900000000018";
const FRESH = "2900000009998";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

test("a card scanned after the lines sets the customer and prices again; the next sale is nobody's", async ({
  page,
}) => {
  const problems = await openTill(page, till, "1111");
  const panel = page.getByTestId("customer-panel");
  await expect(panel).toContainText("No customer");
  await scan(page, SIMIT, SIMIT, SIMIT, SIMIT);
  await page.keyboard.press("F8");
  await typeSlowly(page, "WELCOME10");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText("₺60,00");
  await scan(page, ELIF);
  await expect(panel).toContainText("Elif Yılmaz");
  await expect(panel).toContainText("First purchase");
  await expect(total(page)).toHaveText("₺54,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await scan(page, EKMEK);
  await expect(panel).toContainText("No customer");
  expect(problems).toEqual([]);
});

test("finds by name from the keyboard, and takes the customer off again by a tap", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("customer-find")).toBeFocused();
  await typeSlowly(page, "elif");
  await expect(page.getByTestId("customer-row")).toHaveCount(2);
  await expect(page.getByTestId("customer-row").first()).toContainText("10 01");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("customer-panel")).toContainText("Elif Yılmaz");
  await button(page, "Sell without this customer").click();
  await expect(page.getByTestId("customer-panel")).toContainText("No customer");
});

test("enrols in the middle of a sale without the mouse: phone, name, a yes, Enter", async ({ page }) => {
  await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("customer-find")).toBeFocused();
  await typeSlowly(page, "0555 000 20 77");
  await expect(page.getByText("Nobody was found")).toBeVisible();
  await page.keyboard.press("F2");
  await expect(page.getByTestId("enrol-name")).toBeFocused();
  await expect(page.getByTestId("enrol-phone")).toHaveValue("0555 000 20 77");
  await typeSlowly(page, "Ada Ak");
  await page.getByTestId("consent-sms").press("Space");
  await expect(page.getByTestId("consent-email")).not.toBeChecked();
  await page.getByTestId("enrol-name").press("Enter");
  await expect(page.getByTestId("customer-panel")).toContainText("Ada Ak");
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("customer-phone")).toHaveValue("+905550002077");
  await expect(page.getByText("Text messages: yes")).toBeVisible();
});

test("one of our cards that nobody has opens the form with it; a known phone offers who has it", async ({
  page,
}) => {
  await openTill(page, till, "1111");
  await scan(page, FRESH);
  await expect(page.getByTestId("enrol-cardNumber")).toHaveValue(FRESH);
  await page.getByTestId("enrol-phone").fill("0555 000 10 02");
  await page.getByTestId("enrol-go").click();
  await expect(page.getByText("is known already")).toBeVisible();
  await page.getByTestId("customer-row").click();
  await expect(page.getByTestId("customer-panel")).toContainText("Mehmet Kaya");
});

test("a manager edits, gives a card, merges, saves the data and erases", async ({ page }) => {
  await openTill(page, till);
  await scan(page, ELIF);
  await page.keyboard.press("Alt+m");
  await expect(page.getByTestId("customer-page")).toBeVisible();
  await page.getByTestId("customer-email").fill("wrong");
  await page.getByTestId("customer-save").click();
  await expect(page.getByText("not a whole email address")).toBeVisible();
  await page.getByTestId("customer-email").fill("elif@yeni.example");
  await page.getByTestId("customer-save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByTestId("card-make").click();
  await expect(page.getByTestId("loyalty-card")).toHaveCount(2);
  await button(page, "Merge with another").click();
  await typeSlowly(page, "koç");
  await page.getByTestId("customer-row").click();
  await page.getByTestId("merge-go").click();
  await expect(page.getByText("They are one customer now")).toBeVisible();
  await expect(page.getByTestId("loyalty-card")).toHaveCount(3);
  const exported = page.waitForEvent("download");
  await page.getByTestId("customer-export").click();
  const file = await readFile(await (await exported).path(), "utf8");
  expect(JSON.parse(file)).toMatchObject({ profile: { name: "Elif Yılmaz", email: "elif@yeni.example" } });
  await expect(page.getByText("The data of Elif Yılmaz were saved")).toBeVisible();
  await button(page, "Erase").click();
  await expect(page.getByTestId("erase-go")).toBeDisabled();
  const download = page.waitForEvent("download");
  await page.getByTestId("erase-save").click();
  await download;
  await page.getByTestId("erase-go").click();
  await expect(page.getByTestId("customer-panel")).toContainText("No customer");
});

for (const theme of ["light", "dark"] as const) {
  test(`finding, enrolling, the panel and the page pass the accessibility check, ${theme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openTill(page, till);
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    };
    await page.keyboard.press("Alt+m");
    await page.getByTestId("customer-find").fill("elif");
    await expect(page.getByTestId("customer-row")).toHaveCount(2);
    await check();
    await page.keyboard.press("F2");
    await expect(page.getByTestId("enrol-name")).toBeFocused();
    await check();
    await page.keyboard.press("Escape");
    await scan(page, ELIF);
    await expect(page.getByTestId("customer-panel")).toContainText("Elif Yılmaz");
    await check();
    await page.keyboard.press("Alt+m");
    await expect(page.getByTestId("customer-page")).toBeVisible();
    await check();
    await button(page, "Erase").click();
    await expect(page.getByTestId("erase-save")).toBeVisible();
    await check();
  });
}
