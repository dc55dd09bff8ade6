/** Scanners at their real pace in a real browser: none is lost, none comes twice, whatever is on the screen. */
import { expect, test, type Page } from "@playwright/test";
import { hasSocat, pseudoDevice } from "../support/pseudo-terminal.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, EKMEK, openTill, scan, SIMIT, typeSlowly } from "../support/till-page.ts";

let till: RunningTill;
test.afterEach(async () => {
  await till.stop();
});

const GAP_MS = 60;
const PAIRS = 100;

/** What the page asked main to add, in that order, as it goes over its own connection. */
const scansSent = (page: Page): readonly string[] => {
  const codes: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const { procedure, payload: asked } = JSON.parse(String(payload)) as {
        readonly procedure?: string;
        readonly payload: { readonly code: string };
      };
      if (procedure === "basket.scan") {
        codes.push(asked.code);
      }
    }),
  );
  return codes;
};

test("200 scans of a keyboard scanner, a message open over most of them, are all in the basket, in their order", async ({
  page,
}) => {
  test.setTimeout(600_000);
  till = await startRunningTill();
  const sent = scansSent(page);
  const scanned: string[] = [];
  const problems = await openTill(page, till);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const code of pair === 10 ? ["4006381333931", SIMIT, EKMEK] : [SIMIT, EKMEK]) {
      scanned.push(code);
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
  expect(sent).toEqual(scanned);
  expect(problems).toEqual([]);
});

/** A layout of the scale is edited, added, put first and refused where it cannot work; what is saved reads the next label. */
const editLabels = async (page: Page): Promise<void> => {
  await page.keyboard.press("Alt+b");
  await button(page, "Bar codes").click();
  const rows = page.getByTestId("label-rule");
  const trial = page.getByTestId("code-trial");
  await expect(rows).toHaveCount(3);
  await scan(page, "2800101012500");
  await expect(trial).toContainText("No item has this code.");
  await page.getByTestId("add-label").click();
  const layouts = rows.getByLabel("Layout");
  await layouts.last().fill("28{item:5}");
  await button(page, "Save").click();
  await expect(page.getByTestId("notice")).toContainText("it needs one field of weight, price or count");
  await layouts.last().fill("28{item:5}{weight:5}");
  await expect(trial).toContainText("1,25 kg");
  for (let place = 3; place > 0; place -= 1) {
    await rows.nth(place).getByRole("button", { name: "Try earlier" }).click();
  }
  await expect(layouts.first()).toHaveValue("28{item:5}{weight:5}");
  await expect(rows.first().getByRole("button", { name: "Try earlier" })).toBeDisabled();
  await button(page, "Save").click();
  await expect(page.getByText("The next scan is read by these rules.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+b");
  await button(page, "Bar codes").click();
  await expect(layouts.first()).toHaveValue("28{item:5}{weight:5}");
  await page.keyboard.press("Escape");
};

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
  await editLabels(page);
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
