import { expect, test } from "@playwright/test";

/** Without fonts every text is drawn blank while tests that read the page still pass. */
test("text is drawn, with the letters of all three languages", async ({ page }) => {
  await page.setContent('<meta charset="utf-8"><p style="font-size:40px"></p>');
  const draw = async (text: string): Promise<string> => {
    await page.locator("p").evaluate((element, content) => (element.textContent = content), text);
    return (await page.locator("p").screenshot()).toString("base64");
  };
  const blank = await draw("\u00a0");
  const letters = ["A", "B", "ğ", "İ", "ş", "ñ", "€"];
  const drawings = new Set([blank]);
  for (const letter of letters) drawings.add(await draw(letter));
  expect(drawings.size).toBe(1 + letters.length);
});
