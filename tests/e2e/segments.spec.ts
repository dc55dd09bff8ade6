/** Segments in the back office: one of one's own is tried, kept, computed, given a member by hand, and removed. */
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, openTill, scan, SIMIT } from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

test("a segment by what was bought, with a member by hand, made and removed", async ({ page }) => {
  till = await startRunningTill();
  const problems = await openTill(page, till);
  await scan(page, "2900000000018", SIMIT);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await page.keyboard.press("Alt+b");
  await button(page, "Segments").click();
  await page.getByTestId("segments-new").click();
  await page.getByTestId("segments-name").fill("Bought lately");
  await page.getByTestId("segments-add-criterion").click();
  await page.getByLabel("All of these must hold").selectOption("frequency");
  await page.getByLabel("at least").fill("1");
  await button(page, "Who would be in it").click();
  await expect(page.getByText("Would be in it: 1. Elif Yılmaz")).toBeVisible();
  await page.getByTestId("segments-save").click();
  await expect(page.getByTestId("segment-size")).toContainText("1 customer");
  await expect(page.getByTestId("segment-member")).toContainText("Elif Yılmaz");
  await page.getByTestId("segments-reason").fill("neighbour");
  await page.getByTestId("segments-find").fill("mehmet");
  await page.getByTestId("segments-find-pick").first().click();
  await expect(page.getByTestId("segment-member")).toHaveCount(2);
  await expect(page.getByTestId("segment-size")).toContainText("2 customers");
  await page.getByTestId("segments-refresh").click();
  await expect(page.getByTestId("segment-member").filter({ hasText: "neighbour" })).toHaveCount(1);
  await button(page, "Remove").click();
  await expect(page.getByTestId("segment").filter({ hasText: "Bought lately" })).toHaveCount(0);
  expect(problems).toEqual([]);
});
