/** Scanners at their real pace in a real browser: none is lost, none comes twice, whatever is on the screen. */
import { expect, test } from "@playwright/test";
import { hasSocat, pseudoDevice } from "../support/pseudo-terminal.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, EKMEK, openTill, scan, SIMIT, typeSlowly } from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const GAP_MS = 60;
const PAIRS = 100;

test("200 scans of a keyboard scanner, a message open over most of them, are all in the basket", async ({
  page,
}) => {
  test.setTimeout(600_000);
  till = await startRunningTill();
  const problems = await openTill(page, till);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const code of pair === 10 ? ["4006381333931", SIMIT, EKMEK] : [SIMIT, EKMEK]) {
      await page.keyboard.type(code, { delay: 15 });
      await page.keyboard.press("Enter");
      await page.waitForTimeout(GAP_MS);
    }
  }
  await expect(page.getByRole("dialog")).toContainText("4006381333931");
  await page.keyboard.press("Escape");
  const lines = page.getByTestId("basket-line");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText(String(PAIRS));
  await expect(lines.last()).toContainText(String(PAIRS));
  // Less the 10.00 that baskets of 100 get.
  await expect(page.getByTestId("total")).toHaveText("₺2.740,00");
  expect(problems).toEqual([]);
});

test("a scan is taken out of a date field, waits for no payment, and opens a receipt however slowly it comes", async ({
  page,
}) => {
  till = await startRunningTill();
  const problems = await openTill(page, till);
  await page.keyboard.press("F3");
  const day = page.getByLabel("Day", { exact: true });
  // The second leaves a date that is typed in part.
  for (const [value, code] of [
    ["2026-11-20", "4006381333931"],
    ["", "X4Y6"],
  ] as const) {
    await day.fill(value);
    await day.focus();
    await scan(page, code);
    await expect(page.getByRole("dialog")).toContainText(code);
    await page.keyboard.press("Escape");
    await expect(day).toHaveValue(value);
    expect(await day.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(page.locator("#search-box")).toBeFocused();
  // F12 at once: the payment waits for what was scanned before it.
  await scan(page, SIMIT, EKMEK, SIMIT);
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("42,50");
  // On a button nobody sees what is typed: a busy computer's slow scan must not end as a press of it.
  await page.getByTestId("void-sale").focus();
  await typeSlowly(page, "S1-T1-000001");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("refund-line")).toHaveCount(2);
  expect(problems).toEqual([]);
});

test("scans of a serial scanner reach the basket once, also while the page is loaded again", async ({
  page,
}) => {
  test.info().skip(!hasSocat(), "socat, which makes the pseudo terminal, is not installed");
  test.setTimeout(300_000);
  till = await startRunningTill();
  const device = await pseudoDevice();
  await device.plugIn();
  try {
    await openTill(page, till);
    await page.keyboard.press("Alt+d");
    await button(page, "Set up scanners, scale, display").click();
    await page.getByLabel("A port by its name").fill(device.identity.path);
    await button(page, "Is a scanner").last().click();
    await button(page, "Save").click();
    await expect(page.getByTestId("scanner-state")).toContainText("Connected.");
    device.send(`${SIMIT}\r\n`);
    await expect(page.getByTestId("test-scan")).toHaveText(`Scanned: ${SIMIT}`);
    await expect(page.getByTestId("last-scan")).toContainText(`Last scan: ${SIMIT}, from Scanner 1, `);
    await page.keyboard.press("Escape");
    device.send("4006381333931\r\n");
    await expect(page.getByRole("dialog")).toContainText("4006381333931");
    await expect(page.getByTestId("scan-source")).toHaveText("From: Scanner 1");
    await page.keyboard.press("Escape");
    await scan(page, "4006381333931");
    await expect(page.getByTestId("scan-source")).toHaveText("From: a scanner that types like a keyboard");
    await page.keyboard.press("Escape");
    for (let count = 0; count < 20; count += 1) {
      device.send(`${SIMIT}\r\n`);
    }
    await page.reload();
    for (let count = 0; count < 20; count += 1) {
      device.send(`${EKMEK}\r\n`);
    }
    const lines = page.getByTestId("basket-line");
    await expect(lines).toHaveCount(2, { timeout: 30_000 });
    await expect(page.getByTestId("total")).toHaveText("₺540,00", { timeout: 30_000 });
  } finally {
    await device.throwAway();
  }
});
