/**
 * Owns finding what is too small for a finger among all that can be tapped on a page: 48 px, and 64 px for the keys of a
 * pad and those that take money. A field or box in a label is as large as its label; what lies in a line of text is none.
 */
import type { Page } from "@playwright/test";

export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const SMALLEST = 48;
    const SMALLEST_OF_PAD = 64;
    // Borders and zoom round to halves.
    const TOLERANCE = 0.6;
    const isPad = (element: Element): boolean =>
      element.closest(".number-pad") !== null || element.matches(".tw-key-tender");
    const targets = document.querySelectorAll(
      "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option]",
    );
    return [...targets].flatMap((element) => {
      const box = (
        element.matches("input") ? (element.closest("label") ?? element) : element
      ).getBoundingClientRect();
      const isShown =
        box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
      const smallest = (isPad(element) ? SMALLEST_OF_PAD : SMALLEST) - TOLERANCE;
      const size = `${String(Math.round(box.width))} x ${String(Math.round(box.height))}`;
      return isShown && (box.width < smallest || box.height < smallest)
        ? [`${size}: ${element.outerHTML.slice(0, 120)}`]
        : [];
    });
  });
