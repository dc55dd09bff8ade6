import { describe, expect, test } from "vitest";
import { createFormats, type Formats } from "../../../renderer/formatting/formats.ts";
import { shownStore } from "../../support/shown-store.ts";

const formatsIn = (locale: string, currency: string, currencyDecimals: number): Formats =>
  createFormats({ ...shownStore, locale, currency, currencyDecimals }, "en");

const turkish = formatsIn("tr-TR", "TRY", 2);
const english = formatsIn("en-GB", "GBP", 2);
const spanish = formatsIn("es-ES", "EUR", 2);
const japanese = formatsIn("ja-JP", "JPY", 0);
const kuwaiti = formatsIn("en-KW", "KWD", 3);
const swiss = formatsIn("de-CH", "CHF", 2);

const figure = (parsed: ReturnType<typeof turkish.parseAmount>): number | string =>
  parsed.ok ? parsed.value : parsed.error;

describe("amounts as people type them", () => {
  test.each([
    ["20", 2000],
    ["12,5", 1250],
    ["12.5", 1250],
    ["12,50", 1250],
    ["1.234,50", 123_450],
    ["1,234.50", 123_450],
    ["1.234", 123_400],
    ["1 234,50", 123_450],
    ["1.234.567", 123_456_700],
    [",5", 50],
    ["12,", 1200],
    ["", "empty"],
    [" ", "empty"],
    ["abc", "notANumber"],
    ["12a", "notANumber"],
    [",", "notANumber"],
    ["-5", "notANumber"],
    ["1.23.4", "notANumber"],
    ["1,234", "tooManyDecimals"],
    ["12,345", "tooManyDecimals"],
    ["99999999999999999999", "tooLarge"],
  ])("in Turkish, %j is %s", (text, expected) => {
    expect(figure(turkish.parseAmount(text))).toBe(expected);
  });

  test.each([
    ["1,234", 123_400],
    ["1,234.5", 123_450],
    ["12,5", 1250],
    ["12.5", 1250],
    ["1.234", "tooManyDecimals"],
  ])("in English, %j is %s", (text, expected) => {
    expect(figure(english.parseAmount(text))).toBe(expected);
  });

  test("other stores", () => {
    expect(figure(spanish.parseAmount("0,99"))).toBe(99);
    expect(figure(japanese.parseAmount("1,200"))).toBe(1200);
    expect(figure(japanese.parseAmount("1.5"))).toBe("tooManyDecimals");
    expect(figure(kuwaiti.parseAmount("1.250"))).toBe(1250);
    expect(figure(swiss.parseAmount("1’234.50"))).toBe(123_450);
  });

  test("weights have three decimals, percents two", () => {
    expect(figure(turkish.parseQuantity("0,345"))).toBe(345);
    expect(figure(turkish.parseQuantity("6"))).toBe(6000);
    expect(figure(turkish.parsePercent("12,5"))).toBe(1250);
  });
});

describe("figures as the store reads them", () => {
  test("in the store's own way, whatever the screen's language", () => {
    expect(turkish.amount(123_450)).toBe("1.234,50");
    expect(turkish.money(123_450)).toBe("₺1.234,50");
    expect(turkish.amount(-425)).toBe("−4,25");
    expect(turkish.quantity(345)).toBe("0,345");
    expect(turkish.quantity(2000)).toBe("2");
    expect(turkish.percent(1850)).toBe("%18,5");
    expect(english.money(74_667)).toBe("£746.67");
    expect(japanese.amount(1200)).toBe("1,200");
    expect(kuwaiti.amount(1250)).toBe("1.250");
  });

  test("exact beyond what floating point can hold", () => {
    expect(english.amount(9_007_199_254_740_991)).toBe("90,071,992,547,409.91");
  });

  test("what an entry starts with reads back as the same amount", () => {
    for (const formats of [turkish, english, spanish, japanese, kuwaiti]) {
      for (const amountMinor of [0, 1, 99, 1250, 123_456]) {
        expect(figure(formats.parseAmount(formats.plainAmount(amountMinor)))).toBe(amountMinor);
      }
    }
  });

  test("the clock is the store's", () => {
    expect(turkish.clock(Date.UTC(2026, 10, 20, 12, 32))).toBe("15:32");
  });
});
