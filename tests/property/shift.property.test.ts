/**
 * Random days of the rules alone: rows of a ledger made from a seed, thousands of them without a database. Whole tills
 * live theirs in tests/days. What must hold: expected cash is the float plus every movement, totals chain.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CashMovementKind } from "../../domain/cash/cash-movement.ts";
import { countCash } from "../../domain/cash/cash-count.ts";
import { denominationsOf } from "../../domain/cash/denominations.ts";
import type { LedgerSale, PerpetualTotals, ShiftLedger } from "../../domain/shift/shift-ledger.ts";
import { shiftReport, type ShiftReport } from "../../domain/shift/shift-report.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { testSeed } from "../support/test-seed.ts";

const DAYS = 3000;
const PEOPLE = [1, 2, 3].map((id) => ({ id, name: `Person ${String(id)}` }));

const randomSale = (random: SeededRandom, seq: number): LedgerSale => {
  const kind = random.chance(15) ? "refund" : "sale";
  const sign = kind === "sale" ? 1 : -1;
  const grossMinor = sign * random.between(1, 90_000);
  const discountMinor = sign * random.between(0, Math.abs(grossMinor));
  const netMinor = grossMinor - discountMinor;
  const taxMinor = Math.trunc((netMinor * random.pick([0, 1, 10, 20])) / 120);
  const roundingMinor = random.between(-2, 2);
  const person = random.pick(PEOPLE);
  return {
    kind,
    storedValueMinor: 0,
    receiptNumber: `S1-T1-${String(seq).padStart(6, "0")}`,
    cashierId: person.id,
    cashierName: person.name,
    grossMinor,
    discountMinor,
    netMinor,
    taxMinor,
    totalMinor: netMinor,
    roundingMinor,
    payableMinor: netMinor + roundingMinor,
  };
};

const KINDS: readonly CashMovementKind[] = ["payIn", "payOut", "safeDrop", "noSale"];

const randomLedger = (random: SeededRandom, firstSeq: number, before: PerpetualTotals): ShiftLedger => {
  const sales = Array.from({ length: random.between(0, 25) }, (_, index) =>
    randomSale(random, firstSeq + index),
  );
  const floatMinor = random.between(0, 50_000);
  const tenders = sales.map((sale) => ({
    type: random.pick(["CASH", "CARD"] as const),
    amountMinor: sale.payableMinor,
    changeMinor: random.between(0, 500),
    kind: sale.kind,
  }));
  const moved = [
    { kind: "float" as CashMovementKind, amountMinor: floatMinor },
    ...tenders.filter(({ type }) => type === "CASH"),
    ...Array.from({ length: random.between(0, 6) }, () => {
      const kind = random.pick(KINDS);
      const size = kind === "noSale" ? 0 : random.between(1, 20_000);
      return { kind, amountMinor: kind === "payIn" ? size : size === 0 ? 0 : -size };
    }),
  ];
  return {
    shift: {
      id: 1,
      cashierId: null,
      openedAtMs: 0,
      openedBy: PEOPLE[0] ?? { id: 0, name: "" },
      float: { totalMinor: floatMinor, pieces: null },
    },
    sales,
    taxes: sales.map((sale) => ({
      rateBp: random.pick([0, 100, 2000]),
      baseMinor: 0,
      taxMinor: sale.taxMinor,
    })),
    discounts: sales
      .filter((sale) => sale.discountMinor > 0)
      .map((sale) => ({
        label: "x",
        source: random.pick([null, "A", "B"]),
        manual: random.chance(30),
        amountMinor: sale.discountMinor,
      })),
    tenders,
    storedValue: [],
    storedValueOwedMinor: 0,
    movements: moved.map(({ kind, amountMinor }, index) => ({
      id: index + 1,
      shiftId: 1,
      atMs: index,
      kind,
      amountMinor,
      saleSeq: null,
      staffId: 1,
      reason: null,
      tenderId: null,
    })),
    counts: [
      {
        atMs: 0,
        by: PEOPLE[0] ?? { id: 0, name: "" },
        count: { totalMinor: random.between(0, 90_000), pieces: null },
        expectedMinor: 0,
      },
    ],
    voids: { baskets: 0, basketsMinor: 0, lines: 0, reprints: 0 },
    journal: { first: { epoch: 1, seq: 1 }, last: { epoch: 1, seq: 9 }, headHash: "", timesMs: [1, 2, 3] },
    before,
  };
};

const FRAME = { storeCode: "S1", tillCode: "T1", currency: "TRY", atMs: 9, by: { id: 1, name: "P" } };

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

describe(`${String(DAYS)} random days`, () => {
  const seed = testSeed;
  const random = seededRandom(seed);
  const days: { readonly ledger: ShiftLedger; readonly report: ShiftReport }[] = [];
  let before: PerpetualTotals = { salesMinor: 0, refundsMinor: 0, netMinor: 0 };
  let seq = 1;
  for (let day = 1; day <= DAYS; day += 1) {
    const ledger = randomLedger(random, seq, before);
    const report = shiftReport(ledger, { ...FRAME, number: day });
    days.push({ ledger, report });
    before = report.perpetual;
    seq += ledger.sales.length;
  }

  it(`(seed ${String(seed)}) expect the float plus every movement in the drawer, by kind and as a whole`, () => {
    for (const { ledger, report } of days) {
      const moved = sum(ledger.movements.map((row) => row.amountMinor));
      expect(report.expectedMinor).toBe(moved);
      expect(sum(report.cash.map((row) => row.amountMinor))).toBe(moved);
      expect(sum(report.cash.map((row) => row.count))).toBe(ledger.movements.length);
      expect(report.counted?.differenceMinor).toBe((ledger.counts[0]?.count.totalMinor ?? 0) - moved);
    }
  });

  it("sell, give back, tax and take the same, however it is added up", () => {
    for (const { ledger, report } of days) {
      const total = sum(ledger.sales.map((sale) => sale.totalMinor));
      expect(report.sales.totalMinor + report.refunds.totalMinor).toBe(total);
      expect(report.turnover.totalMinor).toBe(total);
      expect(report.turnover.count).toBe(report.sales.count + report.refunds.count);
      expect(report.turnover.netMinor).toBe(report.turnover.grossMinor - report.turnover.discountMinor);
      expect(sum(report.cashiers.map((row) => row.salesMinor + row.refundsMinor))).toBe(total);
      expect(sum(report.taxes.map((row) => row.taxMinor))).toBe(report.turnover.taxMinor);
      expect(sum(report.tenders.map((row) => row.amountMinor))).toBe(report.turnover.payableMinor);
      expect(sum(report.discounts.map((row) => row.amountMinor))).toBe(report.sales.discountMinor);
    }
  });

  it("chain: every Z's totals are those before it plus its own, and the last is everything", () => {
    let last: PerpetualTotals = { salesMinor: 0, refundsMinor: 0, netMinor: 0 };
    for (const { report } of days) {
      expect(report.perpetual).toEqual({
        salesMinor: last.salesMinor + report.sales.totalMinor,
        refundsMinor: last.refundsMinor + report.refunds.totalMinor,
        netMinor: last.netMinor + report.turnover.totalMinor,
      });
      last = report.perpetual;
    }
    expect(last.netMinor).toBe(
      sum(days.flatMap(({ ledger }) => ledger.sales.map((sale) => sale.totalMinor))),
    );
  });
});

describe("a count", () => {
  it.each(["TRY", "EUR", "USD", "GBP", "JPY", "KWD", "PLN", "CLP"])(
    "of %s adds up pieces of notes and coins that are all different, largest first",
    (currency) => {
      const values = denominationsOf(currency).map((denomination) => denomination.valueMinor);
      expect(values).toEqual([...new Set(values)].toSorted((a, b) => b - a));
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
            minLength: values.length,
            maxLength: values.length,
          }),
          (pieces) => {
            const rows = values.map((valueMinor, index) => ({ valueMinor, pieces: pieces[index] ?? 0 }));
            expect(countCash(currency, { pieces: rows })).toMatchObject({
              ok: true,
              value: { totalMinor: sum(rows.map((row) => row.valueMinor * row.pieces)) },
            });
          },
        ),
      );
    },
  );
});
