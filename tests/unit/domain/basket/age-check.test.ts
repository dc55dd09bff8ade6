/** Who is old enough: today's birthday, 29 February, and what a basket remembers. */
import { describe, expect, it } from "vitest";
import {
  isOldEnough,
  isPossibleBirthDate,
  latestBirthDate,
  rememberAge,
  uncheckedLine,
  type AgeCheck,
} from "../../../../domain/basket/age-check.ts";
import { changeLine } from "../../../../domain/basket/basket.ts";
import { formatCivilDate, parseCivilDate, type CivilDate } from "../../../../domain/time/civil-date.ts";
import { basketOf, mustBe, newLine, testProduct } from "../../../support/basket-lines.ts";

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (!date) {
    throw new Error(`${text} is no date`);
  }
  return date;
};

describe("the latest date of birth", () => {
  it.each([
    ["2026-11-20", 18, "2008-11-20"],
    ["2026-02-28", 18, "2008-02-28"],
    ["2026-03-01", 18, "2008-03-01"],
    ["2024-02-29", 18, "2006-02-28"],
    ["2024-02-29", 16, "2008-02-29"],
    ["2026-01-01", 120, "1906-01-01"],
  ])("on %s for %i years is %s", (today, age, latest) => {
    expect(formatCivilDate(latestBirthDate(day(today), age))).toBe(latest);
  });

  it.each([
    ["2008-11-20", "2026-11-20", true],
    ["2008-11-21", "2026-11-20", false],
    // Born on 29 February: eighteen on 1 March of a year without that day.
    ["2008-02-29", "2026-02-28", false],
    ["2008-02-29", "2026-03-01", true],
    ["2006-02-28", "2024-02-29", true],
    ["2006-03-01", "2024-02-29", false],
  ])("born %s is 18 on %s: %s", (born, today, expected) => {
    expect(isOldEnough(day(born), day(today), 18)).toBe(expected);
  });

  it("knows slips of the fingers", () => {
    expect(isPossibleBirthDate(day("2026-11-20"), day("2026-11-20"))).toBe(true);
    expect(isPossibleBirthDate(day("2026-11-21"), day("2026-11-20"))).toBe(false);
    expect(isPossibleBirthDate(day("1895-12-31"), day("2026-11-20"))).toBe(false);
  });
});

const check = (minAge: number): AgeCheck => ({ minAge, method: "confirmed", staffId: 1, atMs: 0 });

describe("a basket", () => {
  const restricted = (lineId: string, id: number, minAge: number) =>
    newLine(lineId, { product: testProduct({ id, sku: `P${String(id)}`, minAge }) });

  it("names the highest age that was not shown, and a higher one asks again", () => {
    const basket = basketOf(newLine("a"), restricted("b", 2, 16), restricted("c", 3, 18));
    expect(uncheckedLine(basket)?.id).toBe("c");
    const sixteen = rememberAge(basket, check(16));
    expect(uncheckedLine(sixteen)?.id).toBe("c");
    const eighteen = rememberAge(sixteen, check(18));
    expect(uncheckedLine(eighteen)).toBeNull();
    expect(rememberAge(eighteen, check(16))).toBe(eighteen);
  });

  it("asks nothing for a voided line", () => {
    const basket = basketOf(restricted("b", 2, 18));
    expect(uncheckedLine(mustBe(changeLine(basket, "b", { voidReason: "x" })))).toBeNull();
  });
});
