/**
 * Owns the bench of what a cashier sees: from the scanner's last key press to the painted line, in real Chromium on a
 * running till with the big shop. Measured inside the page, from the key event to the drawn frame with the line.
 */
import { chromium, type Page } from "@playwright/test";
import { startRunningTill } from "../support/running-till.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { prepareTestBrowser } from "../support/test-browser.ts";
import { openShiftWhereNone } from "../support/till-page.ts";
import { barcodeOf, PRODUCTS } from "./big-shop.ts";
import { rowOf, type BenchRow } from "./measure.ts";

const SCANS = 300;
const LINES_PER_BASKET = 25;
/** A till is open all day: its first basket, which meets code that has not run yet, is no sample. */
const WARM_UPS = LINES_PER_BASKET;
const PAINT_GOAL_MS = 50;

declare global {
  interface Window {
    benchSamples?: number[];
  }
}

export const benchScreen = async (dataDir: string): Promise<BenchRow> => {
  const till = await startRunningTill({ dataDir });
  const { executablePath, env, args } = prepareTestBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    env: { ...process.env, ...env },
    args: [...args],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await watchPaints(page);
    await page.goto(till.url);
    await page.locator(".sign-in, [data-testid='sign-in-problem']").first().waitFor();
    await page.keyboard.type("1111", { delay: 120 });
    await page.keyboard.press("Enter");
    await openShiftWhereNone(page);
    const random = seededRandom(5);
    for (let scan = 1; scan <= WARM_UPS + SCANS; scan += 1) {
      await page.keyboard.type(barcodeOf(random.between(0, PRODUCTS - 1)), { delay: 2 });
      await page.keyboard.press("Enter");
      await page.waitForFunction((wanted) => (window.benchSamples?.length ?? 0) >= wanted, scan, {
        timeout: 5000,
      });
      if (scan % LINES_PER_BASKET === 0) {
        await page.keyboard.press("F12");
        await page.getByTestId("done").waitFor();
      }
    }
    const samples = await page.evaluate(() => window.benchSamples ?? []);
    return rowOf("scanner's last key to painted line, Chromium", samples.slice(WARM_UPS), {
      p99Ms: PAINT_GOAL_MS,
    });
  } finally {
    await browser.close();
    await till.stop();
  }
};

/**
 * A sample for each Enter: until the frame that shows the changed basket was drawn. A task that is set in a frame's
 * callback runs right after that frame. Set up before the page's own scripts, whose scan capture lets nobody else see a
 * scanner's keys.
 */
const watchPaints = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const samples: number[] = [];
    window.benchSamples = samples;
    let pressedMs: number | null = null;
    window.addEventListener(
      "keydown",
      (event) => {
        pressedMs = event.key === "Enter" ? performance.now() : pressedMs;
      },
      { capture: true },
    );
    new MutationObserver((changes) => {
      const isLine = changes.some(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest("[data-testid='total'], [role='listbox']") !== null;
      });
      if (pressedMs === null || !isLine) {
        return;
      }
      const startedMs = pressedMs;
      pressedMs = null;
      requestAnimationFrame(() => {
        setTimeout(() => samples.push(performance.now() - startedMs));
      });
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
