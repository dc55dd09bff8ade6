/** Deposits follow their items whatever is done, and limits count over all lines of a product. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addLine,
  changeLine,
  countItems,
  depositOf,
  overridePrice,
  removeLine,
  setQuantity,
  type Basket,
  type NewLine,
} from "../../../../domain/basket/basket.ts";
import { approveQuantity, exceededLimit } from "../../../../domain/basket/sale-limit.ts";
import { basketOf, mustBe, newLine, testProduct } from "../../../support/basket-lines.ts";

const DEPOSIT = testProduct({ id: 9, sku: "DEP", kind: "deposit", unitPriceMinor: 25 });
const bottle = (lineId: string, change: Partial<NewLine> = {}): NewLine =>
  newLine(lineId, {
    product: testProduct({ id: 2, sku: "BOTTLE", depositProductId: 9 }),
    deposit: { product: DEPOSIT, unitPriceMinor: 25 },
    ...change,
  });

const ids = (basket: Basket): readonly string[] => basket.lines.map((line) => line.id);

describe("a deposit", () => {
  it("stands behind its item, follows its quantity, and is no item of its own", () => {
    const two = basketOf(bottle("a"), bottle("b"));
    expect(ids(two)).toEqual(["a", "a-deposit"]);
    expect(two.lastLineId).toBe("a");
    expect(two.lines[1]).toMatchObject({ quantityMilli: 2000, unitPriceMinor: 25, depositOfLineId: "a" });
    expect(countItems(two)).toBe(2);
    const five = mustBe(setQuantity(two, { lineId: "a", quantityMilli: 5000 }));
    expect(depositOf(five, "a")?.quantityMilli).toBe(5000);
  });

  it("is voided and removed with its item", () => {
    const basket = basketOf(newLine("x"), bottle("a"));
    const voided = mustBe(changeLine(basket, "a", { voidReason: "mistake" }));
    expect(voided.lines.map((line) => line.voidReason)).toEqual([null, "mistake", "mistake"]);
    const removed = mustBe(removeLine(basket, "a"));
    expect(ids(removed)).toEqual(["x"]);
    expect(removed.lastLineId).toBe("x");
  });

  it("cannot be changed alone, nor discounted by itself", () => {
    const basket = basketOf(bottle("a"), newLine("d", { product: DEPOSIT, unitPriceMinor: 25 }));
    const lineId = "a-deposit";
    const refusals = [
      setQuantity(basket, { lineId, quantityMilli: 1000 }),
      overridePrice(basket, { lineId, unitPriceMinor: 1, reason: "" }),
      changeLine(basket, lineId, { voidReason: "x" }),
      removeLine(basket, lineId),
    ];
    for (const refusal of refusals) {
      expect(refusal).toEqual({ ok: false, error: { type: "DepositFollowsItem" } });
    }
    expect(changeLine(basket, "d", { discount: { percentBp: 100, reason: null } })).toEqual({
      ok: false,
      error: { type: "NotDiscountable" },
    });
  });

  it("is one for a weighed item, and a deposit by itself merges with no item's", () => {
    const product = testProduct({ id: 3, unit: "weight", depositProductId: 9 });
    const basket = basketOf(
      bottle("w", { product, quantityMilli: 345 }),
      bottle("a"),
      newLine("d", { product: DEPOSIT, unitPriceMinor: 25 }),
      newLine("e", { product: DEPOSIT, unitPriceMinor: 25 }),
    );
    expect(ids(basket)).toEqual(["w", "w-deposit", "a", "a-deposit", "d"]);
    expect(basket.lines.map((line) => line.quantityMilli)).toEqual([345, 1000, 1000, 1000, 2000]);
  });

  it("keeps an item with another deposit apart", () => {
    const other = { product: testProduct({ id: 8, kind: "deposit" }), unitPriceMinor: 50 };
    expect(ids(basketOf(bottle("a"), bottle("b", { deposit: other })))).toEqual([
      "a",
      "a-deposit",
      "b",
      "b-deposit",
    ]);
  });
});

const step = fc.record({
  kind: fc.constantFrom("add", "bottle", "set", "remove", "void", "note"),
  line: fc.nat(),
  units: fc.integer({ min: 1, max: 5 }),
});

describe("any sequence of changes", () => {
  it("leaves every deposit right behind its item, as many and as void as it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let basket = basketOf(bottle("first"));
        for (const [at, { kind, line, units }] of steps.entries()) {
          const lineId = basket.lines[line % Math.max(1, basket.lines.length)]?.id ?? "none";
          const quantityMilli = units * 1000;
          const id = `line-${String(at)}`;
          const changed =
            kind === "add"
              ? addLine(basket, newLine(id, { quantityMilli }))
              : kind === "bottle"
                ? addLine(basket, bottle(id, { quantityMilli }))
                : kind === "set"
                  ? setQuantity(basket, { lineId, quantityMilli })
                  : kind === "remove"
                    ? removeLine(basket, lineId)
                    : changeLine(basket, lineId, kind === "void" ? { voidReason: "x" } : { note: "n" });
          basket = changed.ok ? changed.value : basket;
          for (const [place, item] of basket.lines.entries()) {
            const next = basket.lines[place + 1];
            if (item.product.sku === "BOTTLE") {
              expect(next).toMatchObject({
                depositOfLineId: item.id,
                quantityMilli: item.quantityMilli,
                voidReason: item.voidReason,
              });
            }
            expect(item.depositOfLineId === null).toBe(item.product.sku !== "DEP");
            expect(next?.position ?? Infinity).toBeGreaterThan(item.position);
          }
          expect(
            basket.lines.find(({ id: of }) => of === basket.lastLineId)?.depositOfLineId ?? null,
          ).toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a limit per sale", () => {
  const sugar = testProduct({ id: 5, name: "Sugar", maxPerSaleMilli: 2000 });
  const line = (id: string, change: Partial<NewLine> = {}) => newLine(id, { product: sugar, ...change });

  it("counts over lines of every price, and not what is voided", () => {
    const two = basketOf(line("a"), line("b", { unitPriceMinor: 90, listUnitPriceMinor: 100 }));
    expect(exceededLimit(two)).toBeNull();
    const three = mustBe(setQuantity(two, { lineId: "b", quantityMilli: 2000 }));
    expect(exceededLimit(three)).toEqual({
      productId: 5,
      name: "Sugar",
      maxPerSaleMilli: 2000,
      inBasketMilli: 3000,
    });
    expect(exceededLimit(mustBe(changeLine(three, "a", { voidReason: "x" })))).toBeNull();
  });

  it("is lifted up to the quantity that was allowed, and no further", () => {
    const allowed = approveQuantity(basketOf(line("a", { quantityMilli: 4000 })), 5);
    expect(exceededLimit(allowed)).toBeNull();
    expect(exceededLimit(mustBe(addLine(allowed, line("b"))))).toMatchObject({ inBasketMilli: 5000 });
  });
});
