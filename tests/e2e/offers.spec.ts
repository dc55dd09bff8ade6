/**
 * Offers and coupons on the screen: applied, nearly and not applied with reasons, coupons typed and scanned, and a shop
 * with many campaigns whose panel stays where it is.
 */
import Database from "better-sqlite3";
import { expect, test, type Page } from "@playwright/test";
import { codeKey } from "../../domain/campaigns/code-key.ts";
import { dataPaths } from "../../electron/system/open-till.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import {
  BISKUVI,
  done,
  EKMEK,
  GOFRET,
  openTill,
  scan,
  SIMIT,
  total,
  typeSlowly,
} from "../support/till-page.ts";

let till: RunningTill;
test.beforeEach(async () => {
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
});

interface StoredOffer {
  readonly table: "campaign" | "coupon";
  readonly code: string;
  readonly definition: object;
}

/** As head office would: the till is closed, the offers are put in, the till is opened again. */
const putOffers = async (offers: readonly StoredOffer[]): Promise<void> => {
  await till.stop();
  const sqlite = new Database(dataPaths(till.dataDir).database);
  const put = {
    campaign: sqlite.prepare(
      "INSERT INTO campaign (code, definition_json, created_at_ms, updated_at_ms) VALUES (@code, @json, 1, 1)",
    ),
    coupon: sqlite.prepare(
      "INSERT INTO coupon (code_key, code, definition_json, created_at_ms, updated_at_ms) VALUES (@key, @code, @json, 1, 1)",
    ),
  };
  for (const { table, code, definition } of offers) {
    const row = { code, json: JSON.stringify({ code, ...definition }) };
    put[table].run(table === "coupon" ? { ...row, key: codeKey(code) } : row);
  }
  sqlite.close();
  till = await startRunningTill({ dataDir: till.dataDir });
};

const coupons = (page: Page) => page.locator(".offers").getByTestId("coupon");

test("applied, nearly and not applied, each with its sentence; Why? lists them all", async ({ page }) => {
  const problems = await openTill(page, till);
  await expect(page.locator(".offers")).toContainText("Scan something first");
  await scan(page, GOFRET, BISKUVI, GOFRET, SIMIT, SIMIT, EKMEK);
  await expect(total(page)).toHaveText("₺77,50");
  const panel = page.locator(".offers");
  await expect(panel.getByTestId("offer-applied")).toContainText("Atıştırmalıkta 2 al 1 bedava");
  await expect(panel.getByTestId("offer-near")).toContainText("Spend 22,50 more");
  await expect(panel.getByTestId("offer-not")).toHaveCount(3);
  await expect(panel).toContainText("Only with its coupon.");
  await expect(panel).toContainText("Only for those who joined.");
  await expect(page.getByTestId("offers-foot")).toHaveText("Best combination, proven.");
  await page.keyboard.press("F6");
  const why = page.getByRole("dialog");
  await expect(why).toContainText("No other combination of these offers makes this basket cheaper");
  await expect(why.getByRole("listitem")).toHaveCount(5);
  await page.keyboard.press("Escape");
  await scan(page, BISKUVI);
  await expect(total(page)).toHaveText("₺90,00");
  expect(problems).toEqual([]);
});

test("F8: an unknown code is refused, a coupon that gives nothing stays with its reason, and goes back", async ({
  page,
}) => {
  const problems = await openTill(page, till, "1111");
  await scan(page, SIMIT);
  await page.keyboard.press("F8");
  await expect(page.getByTestId("coupon-code")).toBeFocused();
  await typeSlowly(page, "WINTER");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("No coupon has the code WINTER. Nothing was added.");
  await page.getByTestId("coupon-code").fill(" welcome10 ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByTestId("coupon")).toContainText(
    "Only on the first purchase: ask for the customer's card.",
  );
  await page.keyboard.press("Escape");
  await expect(coupons(page)).toHaveAttribute("data-status", "rejected");
  await coupons(page).getByRole("button").click();
  await expect(coupons(page)).toHaveCount(0);
  await expect(page.getByTestId("notice")).toHaveText(/taken back/);
  expect(problems).toEqual([]);
});

test("a scanned coupon applies at once, survives a crash, and the next sale is without it", async ({
  page,
}) => {
  await putOffers([
    {
      table: "campaign",
      code: "SUMMER",
      definition: {
        name: "Yaz indirimi",
        activation: "coupon",
        rules: [{ benefit: { type: "percentage", percent: "10", per: "basket" } }],
      },
    },
    { table: "coupon", code: "SUMMER-7", definition: { type: "multiUse", campaign: "SUMMER" } },
  ]);
  const problems = await openTill(page, till, "1111");
  await scan(page, SIMIT, SIMIT);
  await scan(page, "SUMMER-7");
  await expect(total(page)).toHaveText("₺27,00");
  await expect(coupons(page)).toHaveAttribute("data-status", "applied");
  await expect(coupons(page)).toContainText("−3,00");
  await expect(page.getByTestId("notice")).toContainText("SUMMER-7 takes off ₺3,00");
  expect(problems).toEqual([]);
  await till.kill();
  till = await startRunningTill({ dataDir: till.dataDir });
  await openTill(page, till, "1111");
  await expect(coupons(page)).toContainText("SUMMER-7");
  await page.keyboard.press("F12");
  await expect(done(page)).toContainText("27,00");
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺15,00");
  await expect(coupons(page)).toHaveCount(0);
  // The next key is the dialog's, however soon it comes: the focus moves before another task runs.
  const isInDialog = await page.evaluate(async () => {
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", bubbles: true, cancelable: true }));
    await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(null))));
    return document.activeElement?.closest("[role=dialog]") !== null;
  });
  expect(isInDialog).toBe(true);
  // In the dialog a used coupon needs no second key: it closes.
  await typeSlowly(page, "summer-7");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(total(page)).toHaveText("₺13,50");
  // A scan while the dialog is open is still a scan.
  await page.keyboard.press("F8");
  await scan(page, SIMIT);
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText("₺27,00");
});

test("fifty campaigns with long names: the panel keeps its place and size, and Why? has them all", async ({
  page,
}) => {
  const long = "Bütün kahvaltılık, şarküteri ve unlu mamullerde geçerli, kaçırılmayacak büyük indirim";
  await putOffers(
    Array.from({ length: 50 }, (_, index) => ({
      table: "campaign",
      code: `LONG-${String(index)}`,
      definition: {
        name: `${long} ${String(index)}`,
        conditions: { minSpend: String(1000 + index) },
        rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }],
      },
    })),
  );
  await openTill(page, till);
  const panel = page.locator(".offers");
  const before = await panel.boundingBox();
  const quick = await page.locator(".quick").boundingBox();
  await scan(page, SIMIT);
  await expect(total(page)).toHaveText("₺15,00");
  await expect(panel).toContainText("more offers: see why");
  expect(await panel.boundingBox()).toEqual(before);
  expect(await page.locator(".quick").boundingBox()).toEqual(quick);
  await panel.getByText("Why?").click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(55);
});
