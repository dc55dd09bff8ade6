import { expect, it } from "vitest";
import { customerPicture, type CustomerMoment } from "../../../../domain/display/customer-picture.ts";
import { layoutRow } from "../../../../domain/display/display-lines.ts";
import { receiptFormatFor } from "../../../../domain/receipt/receipt-format.ts";
import { receiptWordsFor } from "../../../../domain/receipt/receipt-words.ts";

const same = (text: string): string => text;
const shown = (moment: CustomerMoment, locale = "en-GB"): readonly string[] =>
  customerPicture(
    moment,
    receiptWordsFor(locale),
    receiptFormatFor({ locale, currency: "GBP", timezone: "UTC" }),
  ).map((row) => layoutRow(row, same).trimEnd());

const item = {
  kind: "item",
  name: "Simit",
  quantityMilli: 1000,
  amountMinor: 1500,
  totalMinor: 4500,
} as const;

it.each<[string, CustomerMoment, readonly string[]]>([
  ["an item", item, ["Simit          15.00", "TOTAL          45.00"]],
  ["several of it", { ...item, quantityMilli: 12_000 }, ["12 x Simit     15.00", "TOTAL          45.00"]],
  ["a weighed one", { ...item, quantityMilli: 345 }, ["0.345 x Simit  15.00", "TOTAL          45.00"]],
  [
    "a name that is too long gives way to its figure",
    { ...item, name: "Extra virgin olive oil, 5 l", amountMinor: 123_456_789 },
    ["Extra v 1,234,567.89", "TOTAL          45.00"],
  ],
  [
    "control characters are no commands",
    { ...item, name: "A\u001b@\r\nB" },
    ["A@ B           15.00", "TOTAL          45.00"],
  ],
  ["a total", { kind: "total", totalMinor: 0 }, ["TOTAL           0.00", ""]],
  ["money that goes back", { kind: "total", totalMinor: -500 }, ["PAID BACK       5.00", ""]],
  [
    "a part payment",
    { kind: "due", totalMinor: 4500, dueMinor: 1500 },
    ["TOTAL          45.00", "TO PAY         15.00"],
  ],
  [
    "change",
    { kind: "done", totalMinor: 4500, changeMinor: 550 },
    ["TOTAL          45.00", "Change          5.50"],
  ],
  ["no change", { kind: "done", totalMinor: 4500, changeMinor: 0 }, ["TOTAL          45.00", ""]],
  ["a welcome", { kind: "welcome", upper: "Good morning", lower: "" }, ["    Good morning", ""]],
])("%s", (_, moment, lines) => {
  expect(shown(moment)).toEqual(lines);
});

it("speaks the store's language", () => {
  expect(shown({ kind: "done", totalMinor: 4500, changeMinor: 550 }, "tr-TR")).toEqual([
    "TOPLAM         45,00",
    "Para üstü       5,50",
  ]);
});
