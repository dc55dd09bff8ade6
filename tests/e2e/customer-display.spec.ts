/** The customer display beside the till: what is scanned on one page is seen on the other, up to change and thanks. */
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { openTill, scan, SIMIT } from "../support/till-page.ts";

const ELIF = "2900000000018";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

test("welcomes, follows the sale with name, points and total, and says change and thanks", async ({
  page,
  context,
}) => {
  const problems = await openTill(page, till);
  await page.keyboard.press("Alt+d");
  await page.getByTestId("display-link").fill("https://shop.example/join");
  await page.getByTestId("display-save").click();
  const opening = context.waitForEvent("page");
  await page.getByTestId("display-open").click();
  const display = await opening;
  await display.setViewportSize({ width: 1024, height: 600 });
  await expect(display.getByTestId("display-welcome")).toContainText("Welcome");
  await expect(display.getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  await scan(page, SIMIT, SIMIT, ELIF);
  await expect(display.getByTestId("display-total")).toHaveText("₺30,00");
  await expect(display.getByTestId("display-person")).toContainText("Hello Elif");
  await expect(display.getByTestId("display-basket")).not.toContainText("Yılmaz");
  await expect(display.getByTestId("display-person")).toContainText("Bronze");
  await expect(display.getByTestId("display-points")).toHaveText(
    /^Your points\d+Collected now\+3After this purchase\d+$/,
  );
  const [before = 0, , after = 0] =
    ((await display.getByTestId("display-points").textContent()) ?? "").match(/\d+/g)?.map(Number) ?? [];
  expect(after).toBe(before + 3);
  await expect(display.getByTestId("display-line")).toHaveCount(1);
  await page.keyboard.type("50", { delay: 130 });
  await page.keyboard.press("F12");
  await expect(display.getByTestId("display-change")).toHaveText("₺20,00");
  await expect(display.getByTestId("display-points-after")).toHaveText(String(after));
  await scan(page, SIMIT);
  await expect(display.getByTestId("display-total")).toHaveText("₺15,00");
  expect(problems).toEqual([]);
});
