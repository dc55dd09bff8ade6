/**
 * Choosing devices on the screen, with emulated ones behind real sockets and a real pseudo terminal: what is chosen is
 * in use, its state is seen live, and all of it is there after a restart.
 */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { printerProfiles } from "../../drivers/printer/printer-profile.ts";
import { startEmulatedPrinter, type EmulatedPrinter } from "../../scripts/emulate/printer-server.ts";
import { startEmulatedTerminal, type EmulatedTerminal } from "../../scripts/emulate/terminal-server.ts";
import { hasSocat, pseudoDevice, type PseudoDevice } from "../support/pseudo-terminal.ts";
import { LOGO_PNG } from "../support/logo-file.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { button, done, openTill, scan, SIMIT } from "../support/till-page.ts";

const nothing = (): void => {};

let till: RunningTill;
let printer: EmulatedPrinter;
let terminal: EmulatedTerminal;
let pole: PseudoDevice;
let scale: PseudoDevice;
const folder = mkdtempSync(join(tmpdir(), "printed-"));

test.beforeEach(async () => {
  const profile = printerProfiles["epson-80mm"];
  printer = await startEmulatedPrinter({ port: 0, folder, profile, say: nothing });
  terminal = await startEmulatedTerminal({ port: 0, say: nothing });
  pole = await pseudoDevice();
  scale = await pseudoDevice();
  till = await startRunningTill();
});
test.afterEach(async () => {
  await till.stop();
  await Promise.all([printer.close(), terminal.close(), pole.throwAway(), scale.throwAway()]);
});

/** What came out of the printer, oldest first. */
const papers = (end: "bin" | "txt"): readonly Buffer[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .toSorted()
    .map((name) => readFileSync(join(folder, name)));

const states = (page: Page) => page.getByTestId("device-states");

const choosePrinter = async (page: Page): Promise<void> => {
  const setup = page.getByTestId("printer-setup");
  await setup.getByRole("button", { name: "Network" }).click();
  await setup.getByLabel("Address and port").fill(`127.0.0.1:${String(printer.port)}`);
  await setup.getByRole("button", { name: /^epson-80mm/ }).click();
  await setup.getByLabel("Pin of its connector").selectOption("5");
  await setup.getByLabel("Pulse (ms)").selectOption("100");
  await setup.getByLabel("Tells that it is open").selectOption("Yes: high when open");
  await button(page, "Change details of the model").click();
  await setup.getByLabel("Cutter").selectOption("Cuts through");
  await button(page, "Use this printer").click();
  await expect(page.getByText("The till prints here now.")).toBeVisible();
};

const chooseTerminal = async (page: Page): Promise<void> => {
  const setup = page.getByTestId("terminal-setup");
  await setup.getByRole("button", { name: "On the network" }).click();
  await setup.getByLabel("Its address and port").fill(`127.0.0.1:${String(terminal.port)}`);
  await button(page, "Use this terminal").click();
  await expect(page.getByText("Ready for a card.")).toBeVisible();
};

const chooseDisplay = async (page: Page): Promise<void> => {
  await button(page, "Set up scanners, scale, display").click();
  await page.getByLabel("A port by its name").fill(pole.identity.path);
  await button(page, "Is the display").last().click();
  await page.getByLabel("Welcome, first line").fill("KADIKOY");
  await button(page, "Save").click();
  await expect(page.getByTestId("display-state")).toContainText("Connected.");
  await button(page, "Test the display").click();
  await expect(page.getByText("Letters and a figure stand on the display now.")).toBeVisible();
};

/** Chosen on the screen, then tried there: what lies on it, at rest or not, tare and zero. */
const chooseScale = async (page: Page): Promise<void> => {
  let answer = "\n  1.250kg\r\n10\r\u0003";
  scale.answer = (bytes) => (bytes.toString("latin1").includes("W") ? answer : null);
  await page.getByLabel("A port by its name").fill(scale.identity.path);
  await button(page, "Is the scale").last().click();
  const live = page.getByTestId("live-weight");
  await button(page, "Save").click();
  await expect(page.getByTestId("scale-state")).toContainText("Connected");
  // It sends nothing by itself, so the protocol is the wrong one; and this one has no command to zero.
  await expect(button(page, "Zero")).toBeDisabled();
  await expect(page.getByText("This scale takes no command to zero here")).toBeVisible();
  await page.getByTestId("scale-fields").getByLabel("Protocol").selectOption("NCI (asked with W)");
  await button(page, "Save").click();
  await expect(live).toHaveText("1,25 kg");
  await expect(page.getByText("Not at rest yet.")).toBeVisible();
  answer = "\n  1.250kg\r\n00\r\u0003";
  await expect(page.getByText("At rest.")).toBeVisible();
  await button(page, "Tare").click();
  await expect(live).toHaveText("0 kg");
  answer = "\n  1.750kg\r\n00\r\u0003";
  await expect(live).toHaveText("0,5 kg");
  await button(page, "Tare off").click();
  await expect(live).toHaveText("1,75 kg");
  await button(page, "Zero").click();
  await expect.poll(() => scale.received().toString("latin1")).toContain("Z\r");
};

const chooseLogo = async (page: Page): Promise<void> => {
  await page.keyboard.press("Alt+b");
  await button(page, "Logo on receipts").click();
  const file = { name: "logo.png", mimeType: "image/png", buffer: LOGO_PNG };
  await page.getByTestId("receipt-logo-file").setInputFiles(file);
  await expect(page.getByTestId("receipt-logo").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
};

test("printer, drawer, card terminal, pole display and scale: chosen on screen, seen live, there after a restart", async ({
  page,
}) => {
  test.info().skip(!hasSocat(), "socat, which makes the pseudo terminal, is not installed");
  test.setTimeout(300_000);
  await pole.plugIn();
  await scale.plugIn();
  await openTill(page, till);
  await chooseLogo(page);
  await page.keyboard.press("Alt+d");
  await choosePrinter(page);
  await button(page, "Test print").click();
  const testPage = page.getByTestId("print-job").filter({ hasText: "Test print" });
  await expect(testPage).toContainText("Printed, the printer confirmed it");
  expect(papers("txt")).toHaveLength(1);
  expect(papers("txt")[0]?.toString("utf8")).toContain("drawn as 200 x 96 dots");
  await expect(page.getByText("The drawer is shut.")).toBeVisible();
  await chooseTerminal(page);
  await chooseDisplay(page);
  await chooseScale(page);

  // A device that goes away is told in words, above whatever is on the screen, and leads here.
  await page.keyboard.press("Escape");
  await pole.unplug();
  await terminal.behave("refuse");
  await expect(states(page)).toContainText("Customer display: not plugged in");
  await states(page).click();
  await expect(page.getByTestId("display-state")).toContainText("Not plugged in");
  await pole.plugIn();
  await expect(states(page)).not.toContainText("Customer display");
  await terminal.behave("approve");

  await till.stop();
  till = await startRunningTill({ dataDir: till.dataDir });
  await openTill(page, till);
  await expect.poll(() => pole.received().toString("latin1")).toContain("KADIKOY");
  await scan(page, SIMIT);
  await page.keyboard.press("F11");
  await expect(page.getByTestId("due")).toBeVisible();
  await page.keyboard.press("F11");
  await expect(done(page)).toBeVisible();
  expect([...terminal.charged().values()]).toEqual([1500]);

  const isPrinted = () =>
    expect(page.getByTestId("print-state")).toHaveAttribute("data-state", "confirmed", { timeout: 60_000 });
  await isPrinted();
  await printer.behave("paperNearEnd");
  await scan(page, SIMIT);
  await expect(page.getByTestId("basket-line")).toHaveCount(1);
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await isPrinted();
  await expect(states(page)).toContainText("Printer: paper nearly out");

  // Out of paper: the sale is made, and after the refill its receipt comes once; the drawer does not spring open late.
  await printer.behave("paperEnd");
  await scan(page, SIMIT, SIMIT);
  await expect(page.getByTestId("total")).toHaveText("₺30,00");
  await page.keyboard.press("F12");
  await expect(done(page)).toBeVisible();
  await expect(states(page)).toContainText("The paper has run out.");
  await printer.behave("ok");
  await isPrinted();
  await expect(states(page)).toContainText("Printer ready");
  expect(papers("txt")).toHaveLength(4);
  expect(papers("txt").at(-1)?.toString("utf8")).toContain("30,00");
  const pulse = Buffer.from([0x1b, 0x70, 0x01, 50, 250]);
  expect(papers("bin").map((bytes) => bytes.includes(pulse))).toEqual([false, false, true, false]);

  await page.keyboard.press("Alt+d");
  const setup = page.getByTestId("printer-setup");
  await expect(setup.getByLabel("Address and port")).toHaveValue(`127.0.0.1:${String(printer.port)}`);
  await expect(setup.getByLabel("Pin of its connector")).toHaveValue("5");
  await expect(setup.getByLabel("Cutter")).toHaveValue("full");
  await expect(page.getByTestId("terminal-setup").getByLabel("Its address and port")).toHaveValue(
    `127.0.0.1:${String(terminal.port)}`,
  );
  await printer.behave("drawerOpen");
  await button(page, "Test print").click();
  await expect(page.getByText("The drawer is open.")).toBeVisible();
});
