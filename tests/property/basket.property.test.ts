/** Any sequence of changes: units are never lost or doubled, order and identity hold, and the stored basket is the shown one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addLine,
  changeLine,
  removeLine,
  setQuantity,
  type Basket,
  type BasketError,
} from "../../domain/basket/basket.ts";
import type { Result } from "../../domain/result.ts";
import { newLine, testBasket, testProduct } from "../support/basket-lines.ts";
import { openTestTill, signIn } from "../support/test-till.ts";

const change = fc.record({
  kind: fc.constantFrom(
    "add" as const,
    "add" as const,
    "add" as const,
    "set" as const,
    "remove" as const,
    "void" as const,
    "note" as const,
  ),
  product: fc.integer({ min: 1, max: 4 }),
  line: fc.nat(),
  units: fc.integer({ min: 1, max: 5 }),
});
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

/** Product 4 is weighed. */
const productOf = (id: number) => testProduct({ id, unit: id === 4 ? "weight" : "each" });

const apply = (basket: Basket, step: Change, at: number): Result<Basket, BasketError> => {
  const lineId = basket.lines[step.line % Math.max(1, basket.lines.length)]?.id ?? "none";
  const quantityMilli = step.units * 1000;
  switch (step.kind) {
    case "add":
      return addLine(
        basket,
        newLine(`line-${String(at)}`, { product: productOf(step.product), quantityMilli }),
      );
    case "set":
      return setQuantity(basket, { lineId, quantityMilli });
    case "remove":
      return removeLine(basket, lineId);
    case "void":
      return changeLine(basket, lineId, { voidReason: "x" });
    case "note":
      return changeLine(basket, lineId, { note: step.units > 2 ? "n" : null });
  }
};

const unitsOf = (basket: Basket, productId: number): number =>
  basket.lines
    .filter((line) => line.product.id === productId)
    .reduce((sum, line) => sum + line.quantityMilli, 0);

describe("any sequence of changes of a basket", () => {
  it("loses no unit, keeps the order, and touches no other line", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (steps) => {
        let basket = testBasket();
        for (const [at, step] of steps.entries()) {
          const result = apply(basket, step, at);
          if (!result.ok) {
            continue;
          }
          const after = result.value;
          expect(after.revision).toBe(basket.revision + 1);
          if (step.kind === "add") {
            expect(unitsOf(after, step.product)).toBe(unitsOf(basket, step.product) + step.units * 1000);
          }
          const positions = after.lines.map((line) => line.position);
          expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
          const old = new Set(basket.lines);
          expect(after.lines.filter((line) => !old.has(line)).length).toBeLessThanOrEqual(1);
          expect(new Set(after.lines.map((line) => line.id)).size).toBe(after.lines.length);
          basket = after;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const call = fc.record({
  kind: fc.constantFrom(
    "scan",
    "scan",
    "quantity",
    "remove",
    "void",
    "note",
    "discount",
    "all",
    "park",
    "recall",
    "part",
  ),
  sku: fc.constantFrom("BAKERY-001", "BAKERY-002", "BAKERY-003"),
  line: fc.nat(),
  units: fc.integer({ min: 1, max: 9 }),
});

describe("any sequence of calls at a till", () => {
  it("leaves in the database the very basket that is shown", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
        const test = openTestTill({ dataDir: ":memory:", printsReceipts: false });
        await signIn(test, "manager");
        for (const { kind, sku, line, units } of calls) {
          const open = test.till.basketSession.current();
          const lineId = open?.lines[line % Math.max(1, open.lines.length)]?.id ?? "none";
          const payloads: Readonly<Record<string, readonly [string, unknown]>> = {
            scan: ["basket.scan", { code: sku, quantityMilli: units * 1000 }],
            quantity: ["basket.setQuantity", { lineId, quantityMilli: units * 1000 }],
            remove: ["basket.removeLine", { lineId }],
            void: ["basket.voidLine", { lineId, reason: "x" }],
            note: ["basket.setNote", { lineId, note: "n".repeat(units - 1) }],
            discount: ["basket.discountLine", { lineId, discount: { percentBp: units * 100 }, reason: "d" }],
            all: [
              "basket.discountBasket",
              { discount: units > 5 ? { amountMinor: units } : null, reason: "a" },
            ],
            park: ["basket.park", { label: null }],
            recall: ["basket.recall", { basketId: test.till.baskets.parked()[0]?.basket.id ?? "none" }],
            part: units > 7 ? ["payment.cash", { tenderedMinor: 1 }] : ["basket.get", {}],
          };
          const [name, payload] = payloads[kind] ?? ["basket.get", {}];
          await test.callRaw(name, payload);
          expect(test.till.baskets.open()).toEqual(test.till.basketSession.current());
        }
        expect(test.bugs).toEqual([]);
        await test.close();
      }),
      { numRuns: 150 },
    );
  });
});
