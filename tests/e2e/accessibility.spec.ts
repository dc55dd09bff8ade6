/**
 * Every screen and dialog passes the accessibility check in both themes, and has nothing to tap that is too small, on a till that really runs: a walk through a
 * cashier's and a manager's day that stops wherever there is something to look at.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import words from "../../renderer/locales/en.json" with { type: "json" };
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { smallTargets } from "../support/touch-targets.ts";
import { done, EKMEK, openTill, scan, SIMIT, typeSlowly } from "../support/till-page.ts";

const BEER = "8690526001197"; // from 18

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

type Stop = (name: string) => Promise<void>;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).first().click();

const enterPin = async (page: Page, pin: string): Promise<void> => {
  await typeSlowly(page, pin);
  await page.keyboard.press("Enter");
};

const askWithoutTax = async (page: Page, stop: Stop): Promise<void> => {
  await page.keyboard.press("F10");
  await page.getByRole("button", { name: words.taxExempt.key }).click();
  await expect(page.getByRole("button", { name: words.reasonPicker.diplomat })).toBeFocused();
  await stop("tax exemption");
  await page.keyboard.press("Enter");
  await press(page, words.taxExempt.go);
  await page.getByTestId("approval-what").waitFor();
  await stop("approval");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
};

const cashierPart = async (page: Page, stop: Stop): Promise<void> => {
  await page.getByText(words.signIn.title).waitFor();
  await enterPin(page, "1111");
  await page.getByTestId("open-shift").waitFor();
  await stop("open shift");
  await page.keyboard.press("F12");
  await expect(page.locator("#search-box")).toBeFocused();
  await scan(page, SIMIT, BEER);
  await expect(page.getByTestId("age-check").getByRole("textbox")).toBeFocused();
  await stop("age check");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("age-check")).toHaveCount(0);
  await askWithoutTax(page, stop);
  await page.keyboard.press("Alt+u");
  await page.getByTestId("locked-name").waitFor();
  await stop("locked");
  await enterPin(page, "2222");
};

const exchangePart = async (page: Page, stop: Stop): Promise<void> => {
  await expect(page.getByTestId("key-pay")).toBeVisible();
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await stop("done");
  await scan(page, "S1-T1-000001");
  await expect(page.getByTestId("refund-line").first()).toBeVisible();
  await stop("refund");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refund-total")).not.toHaveText("–");
  await page.keyboard.press("F10");
  await page.getByTestId("return-line").waitFor();
  await stop("exchange");
  await page.keyboard.press("F11");
  await page.getByTestId("pay-out").waitFor();
  await stop("pay-out");
  await page.keyboard.press("F12");
  await expect(page.getByTestId("refunded")).toBeVisible();
  // Nothing was sold, so there is no sale to void.
  await expect(page.getByRole("button", { name: words.receipts.voidSale })).toHaveCount(0);
};

const drawerPart = async (page: Page, stop: Stop): Promise<void> => {
  await page.keyboard.press("Alt+c");
  await stop("drawer");
  await press(page, words.drawer.move.payOut);
  await page.getByRole("dialog").getByRole("textbox").first().waitFor();
  await stop("pay out of the drawer");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+c");
  await press(page, words.drawer.x);
  await page.getByTestId("receipt-paper").waitFor();
  await stop("X report");
  await page.keyboard.press("Alt+c");
  await press(page, words.drawer.count);
  await page.locator("[data-cash-cell]").first().fill("1");
  await stop("count");
  await page.keyboard.press("F12");
  await page.getByTestId("difference").waitFor();
  await stop("result of the count");
  await page.keyboard.press("F12");
  await page.getByTestId("receipt-paper").waitFor();
  await stop("Z report");
};

const officePart = async (page: Page, stop: Stop): Promise<void> => {
  await page.keyboard.press("Alt+b");
  await press(page, words.office.staff);
  await page.getByRole("button", { name: "Ayşe K." }).click();
  await stop("staff");
  await press(page, words.office.roles);
  await page.getByTestId("cashier line:discount").click();
  await stop("roles");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await press(page, words.office.reports);
  await page.getByTestId("z-report").first().waitFor();
  await stop("Z reports");
  await press(page, words.office.audit);
  await page.getByTestId("audit-entry").first().waitFor();
  await stop("audit");
  await press(page, words.office.backups);
  await page.getByTestId("backup-make").click();
  await page.getByTestId("backup-row").first().waitFor({ timeout: 30_000 });
  await stop("backups");
};

for (const colorScheme of ["light", "dark"] as const) {
  const lookAt =
    (page: Page): Stop =>
    async (name) => {
      // Past what fades in.
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
      expect.soft(await smallTargets(page), `too small for a finger: ${name}`).toEqual([]);
    };

  test(`the sell screen and what opens from it, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const problems = await openTill(page, till);
    const stop = lookAt(page);
    await scan(page, SIMIT, EKMEK);
    for (const key of ["F2", "F7", "F8", "F10", "F1", "F6", "F9", "F11", "F3", "F5", "Alt+d", "Alt+s"]) {
      await page.keyboard.press(key);
      await stop(key);
      await page.keyboard.press("Escape");
    }
    expect(problems).toEqual([]);
  });

  test(`shifts, exchange, rights and the back office, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    await page.goto(till.url);
    const stop = lookAt(page);
    await cashierPart(page, stop);
    await exchangePart(page, stop);
    await drawerPart(page, stop);
    await officePart(page, stop);
  });
}
