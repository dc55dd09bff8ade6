/**
 * `npm run -s price` never shows a stack trace: whatever stands in the file, it is an answer or a list of problems with
 * paths. Mutated cases go through the same function as the command's.
 */
import { describe, expect, test } from "vitest";
import { problemLine } from "../../contracts/pricing-case.ts";
import { priceText } from "../../scripts/price-text.ts";
import { goldenCases } from "../golden/golden-pricing.ts";
import { extendedCase } from "../support/oracle/extended-case.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";

const SEED = 900_000;
const CASES = 4000;

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  "",
  " ",
  "0",
  "-1",
  "1e5",
  "NaN",
  "0.001",
  "9999999999.99",
  "99999999999999999999",
  "100.01",
  "24:00",
  "25:61",
  "2026-02-30",
  "9999-12-31",
  "0001-01-01T00:00:00Z",
  "\ud800",
  "١٢",
  "constructor",
  "A",
  [],
  {},
  [[]],
  [null],
  { __proto__: null },
];

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string };

const placesIn = (value: unknown): readonly Place[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]): readonly Place[] => [
        { holder: value as Place["holder"], key },
        ...placesIn(inner),
      ]);

const put = ({ holder, key }: Place, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};

const mutate = (json: unknown, random: SeededRandom): void => {
  const places = placesIn(json);
  const place = random.pick(places);
  const value = Reflect.get(place.holder, place.key);
  random.pick<() => void>([
    () => {
      put(place, structuredClone(random.pick(ODD_VALUES)));
    },
    () => {
      put(place, structuredClone(random.pick(ODD_VALUES)));
    },
    () => {
      const other = random.pick(places);
      put(place, structuredClone(Reflect.get(other.holder, other.key)));
    },
    () => {
      Reflect.deleteProperty(place.holder, place.key);
    },
    () => {
      put({ ...place, key: random.pick(["extra", "percnt", "__proto__"]) }, 1);
    },
    () => {
      if (Array.isArray(value)) {
        value.push(structuredClone(value[random.below(value.length + 1)] ?? null));
      }
    },
  ])();
};

const mutatedText = (seed: number): string => {
  const random = seededRandom(seed);
  const json = structuredClone(random.chance(50) ? random.pick(goldens).case : extendedCase(seed));
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    mutate(json, random);
  }
  const text = JSON.stringify(json);
  return random.chance(10) ? text.slice(0, random.below(text.length)) : text;
};

const goldens = goldenCases();

const outcomeOf = (text: string): string => {
  const answer = priceText(text);
  if (answer.ok) {
    JSON.parse(answer.value);
    return "answered";
  }
  const lines = answer.error.map(problemLine);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^\$[^\n]*: expected [^\n]+, got [^\n]+$/);
  }
  return "refused";
};

describe("the price command", () => {
  test(`answers or refuses ${String(CASES)} mutated cases`, { timeout: 120_000 }, () => {
    const outcomes = new Map<string, number>();
    for (let seed = SEED; seed < SEED + CASES; seed += 1) {
      const text = mutatedText(seed);
      let outcome: string;
      try {
        outcome = outcomeOf(text);
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${text}`, { cause: error });
      }
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.get("answered")).toBeGreaterThan(CASES / 20);
    expect(outcomes.get("refused")).toBeGreaterThan(CASES / 20);
  });

  const line = { sku: "A", unitPrice: "10.00", quantity: "5" };
  const head = { schemaVersion: 1, currency: "EUR", at: "2026-11-20T12:00:00Z", basket: [line] };
  const campaign = (benefit: unknown, more: unknown = {}) => ({
    ...head,
    campaigns: [{ code: "K", rules: [{ benefit }], ...(more as object) }],
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a byte order mark", "\ufeff{}"],
    ["arrays nested a hundred thousand deep", "[".repeat(100_000) + "]".repeat(100_000)],
    [
      "a line beyond all reason",
      { ...head, basket: [{ ...line, unitPrice: "9999999999.99", quantity: "999999999" }] },
    ],
    [
      "a heavy line",
      { ...head, basket: [{ ...line, unit: "weight", unitPrice: "9999999999.99", quantity: "9999.999" }] },
    ],
    ["a tax rate beyond all reason", { ...head, basket: [{ ...line, taxRate: "99999999" }] }],
    ["a campaign for ever", campaign({ type: "percentage", percent: "10" }, { validUntil: "9999-12-31" })],
    ["a campaign since ever", campaign({ type: "percentage", percent: "10" }, { validFrom: "0001-01-01" })],
    [
      "a gift of great value",
      campaign({ type: "freeProduct", sku: "M", quantity: "999999999", unitPrice: "9999999999.00" }),
    ],
    [
      "very many gifts",
      campaign({ type: "freeProduct", sku: "M", unitPrice: "9999999999.00", per: { minSpend: "0.01" } }),
    ],
    [
      "a huge bundle",
      campaign({ type: "bundlePrice", items: [{ quantity: 999_999_999, target: {} }], price: "1.00" }),
    ],
    ["a huge group", campaign({ type: "cheapestFree", of: 999_999_999, free: 1 })],
    [
      "an amount per kilogram beyond all reason",
      {
        ...campaign({ type: "fixedAmount", per: "unit", amount: "9999999999.00" }),
        basket: [{ ...line, unitPrice: "0.01", unit: "weight", quantity: "999999999" }],
      },
    ],
    [
      "points beyond all reason",
      {
        ...head,
        basket: [{ ...line, unitPrice: "1000000000.00" }],
        customer: { id: "C1", points: 1_000_000_000 },
        redeem: { points: 1_000_000_000 },
        loyalty: { redeem: { points: 1_000_000_000, value: "0.01" }, earn: { points: 1, per: "0.01" } },
      },
    ],
  ])("answers or refuses %s", (_, given) => {
    outcomeOf(typeof given === "string" ? given : JSON.stringify(given));
  });
});
