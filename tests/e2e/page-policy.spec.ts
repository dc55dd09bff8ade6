import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";

let till: RunningTill;

test.beforeAll(async () => {
  till = await startRunningTill();
});

test.afterAll(async () => {
  expect(await till.stop()).toBe(0);
  rmSync(till.dataDir, { recursive: true, force: true });
});

test("the screens work under the page's policy, and the token leaves the address", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(till.url);
  await expect(page.locator("#root button").first()).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  expect(complaints).toEqual([]);
});

test("no inline script, no foreign script, no foreign picture and no frame gets in", async ({ page }) => {
  await page.goto(till.url);
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(event.effectiveDirective),
    );
    const add = (html: string): void => {
      const template = document.createElement("template");
      template.innerHTML = html;
      for (const element of template.content.children) {
        const copy = document.createElement(element.tagName);
        for (const { name, value } of element.attributes) copy.setAttribute(name, value);
        copy.textContent = element.textContent;
        document.body.append(copy);
      }
    };
    add("<script>window.name = 'ran'</script>");
    add("<script src='https://evil.example/x.js'></script>");
    add("<img src='https://evil.example/x.png' onerror=\"window.name = 'ran'\">");
    add("<iframe src='https://evil.example/'></iframe>");
    add("<style>body { color: red }</style>");
    await fetch("https://evil.example/").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return {
      ran: window.name === "ran",
      violations: [...new Set(violations)].toSorted((a, b) => a.localeCompare(b)),
    };
  });
  expect(refused).toEqual({
    ran: false,
    violations: [
      "connect-src",
      "frame-src",
      "img-src",
      "script-src-attr",
      "script-src-elem",
      "style-src-elem",
    ],
  });
});

test("without the address there is nothing to see", async ({ page }) => {
  const response = await page.goto(`http://127.0.0.1:${till.port}/`);
  expect(response?.status()).toBe(401);
  await expect(page.locator("body")).toContainText("Open the till with the address that it printed");
});
