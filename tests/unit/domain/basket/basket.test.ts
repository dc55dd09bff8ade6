/** The basket's rules: what merges, what is too much, what a payment freezes, and what stays the same object. */
import { describe, expect, it } from "vitest";
import {
  addCoupon,
  addLine,
  attachCustomer,
  changeLine,
  countItems,
  discountBasket,
  liveLines,
  MAX_BASKET_GROSS_MINOR,
  MAX_LINE_QUANTITY_MILLI,
  overridePrice,
  removeCoupon,
  removeLine,
  setQuantity,
  withTenders,
  type Basket,
} from "../../../../domain/basket/basket.ts";
import { basketOf, mustBe, newLine, testBasket, testProduct } from "../../../support/basket-lines.ts";

const typeOf = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }): string =>
  result.ok ? "ok" : (result.error?.type ?? "");

const quantities = (basket: Basket): readonly (readonly [string, number])[] =>
  basket.lines.map((line) => [line.id, line.quantityMilli]);

describe("merging", () => {
  it("adds to the plain line of the same product at the same price", () => {
    const basket = basketOf(
      newLine("1"),
      newLine("2", { quantityMilli: 3000, barcode: "another of its codes" }),
    );
    expect(quantities(basket)).toEqual([["1", 4000]]);
    expect(basket.lastLineId).toBe("1");
  });

  it.each([
    ["another product", { product: testProduct({ id: 2 }) }],
    ["another price", { unitPriceMinor: 99 }],
    ["a price that a person set", { listUnitPriceMinor: 120 }],
  ] as const)("keeps %s apart", (_what, change) => {
    expect(basketOf(newLine("1"), newLine("2", change)).lines).toHaveLength(2);
  });

  it("never merges what was weighed", () => {
    const product = testProduct({ unit: "weight" });
    const weighed = { product, quantityMilli: 345 };
    expect(basketOf(newLine("1", weighed), newLine("2", weighed)).lines).toHaveLength(2);
  });

  it.each([
    [
      "discounted",
      (basket: Basket) => changeLine(basket, "1", { discount: { percentBp: 100, reason: null } }),
    ],
    ["noted", (basket: Basket) => changeLine(basket, "1", { note: "engrave" })],
    ["voided", (basket: Basket) => changeLine(basket, "1", { voidReason: "" })],
    ["re-priced", (basket: Basket) => overridePrice(basket, { lineId: "1", unitPriceMinor: 90, reason: "" })],
  ])("leaves a %s line as it is", (_what, change) => {
    const changed = mustBe(change(basketOf(newLine("1"))));
    const basket = mustBe(addLine(changed, newLine("2")));
    expect(quantities(basket)).toEqual([
      ["1", 1000],
      ["2", 1000],
    ]);
    expect(basket.lines[0]).toBe(changed.lines[0]);
  });

  it("takes the last of several lines that could take it", () => {
    const apart = mustBe(changeLine(basketOf(newLine("1")), "1", { note: "x" }));
    const two = mustBe(addLine(apart, newLine("2")));
    const plainAgain = mustBe(changeLine(two, "1", { note: null }));
    expect(quantities(mustBe(addLine(plainAgain, newLine("3"))))).toEqual([
      ["1", 1000],
      ["2", 2000],
    ]);
  });
});

describe("quantities and totals", () => {
  it.each([0, -1000, Number.NaN, Number.POSITIVE_INFINITY, 0.5, MAX_LINE_QUANTITY_MILLI + 1000])(
    "refuses %d",
    (quantityMilli) => {
      const basket = basketOf(newLine("1"));
      expect(typeOf(setQuantity(basket, { lineId: "1", quantityMilli }))).toBe("QuantityOutOfRange");
      const added = newLine("2", { product: testProduct({ id: 2 }), quantityMilli });
      expect(typeOf(addLine(basket, added))).toBe("QuantityOutOfRange");
    },
  );

  it("refuses a fraction of a piece, also when it comes in two halves of a merge", () => {
    const basket = basketOf(newLine("1"));
    expect(typeOf(addLine(basket, newLine("2", { quantityMilli: 500 })))).toBe("WholeUnitsOnly");
    expect(typeOf(setQuantity(basket, { lineId: "1", quantityMilli: 1500 }))).toBe("WholeUnitsOnly");
  });

  it("takes 80,995 units in a line, and the most that is allowed", () => {
    const basket = mustBe(setQuantity(basketOf(newLine("1")), { lineId: "1", quantityMilli: 80_995_000 }));
    expect(countItems(basket)).toBe(80_995);
    const most = mustBe(setQuantity(basket, { lineId: "1", quantityMilli: MAX_LINE_QUANTITY_MILLI }));
    expect(typeOf(addLine(most, newLine("2")))).toBe("QuantityOutOfRange");
  });

  it("refuses what takes the basket over its largest total, by a line, a quantity or a price", () => {
    const unitPriceMinor = MAX_BASKET_GROSS_MINOR / 100;
    const basket = basketOf(newLine("1", { unitPriceMinor, quantityMilli: 100_000 }));
    expect(typeOf(addLine(basket, newLine("2", { unitPriceMinor: 1 })))).toBe("TotalTooLarge");
    expect(typeOf(setQuantity(basket, { lineId: "1", quantityMilli: 101_000 }))).toBe("TotalTooLarge");
    const dearer = { lineId: "1", unitPriceMinor: unitPriceMinor + 1, reason: "" };
    expect(typeOf(overridePrice(basket, dearer))).toBe("TotalTooLarge");
  });

  it("counts pieces by their number and weighed goods as one", () => {
    const weighed = newLine("2", { product: testProduct({ id: 2, unit: "weight" }), quantityMilli: 7345 });
    const basket = basketOf(
      newLine("1", { quantityMilli: 3000 }),
      weighed,
      newLine("3", { product: testProduct({ id: 3 }) }),
    );
    expect(countItems(basket)).toBe(5);
    expect(countItems(mustBe(changeLine(basket, "3", { voidReason: "x" })))).toBe(4);
  });
});

describe("prices", () => {
  it("remembers the list price through several overrides and forgets the override at the list price", () => {
    const once = mustBe(
      overridePrice(basketOf(newLine("1")), { lineId: "1", unitPriceMinor: 80, reason: "dented" }),
    );
    const twice = mustBe(overridePrice(once, { lineId: "1", unitPriceMinor: 70, reason: "more dented" }));
    expect(twice.lines[0]).toMatchObject({
      unitPriceMinor: 70,
      listUnitPriceMinor: 100,
      priceReason: "more dented",
    });
    const back = mustBe(overridePrice(twice, { lineId: "1", unitPriceMinor: 100, reason: "not dented" }));
    expect(back.lines[0]).toMatchObject({ unitPriceMinor: 100, listUnitPriceMinor: null, priceReason: null });
  });
});

describe("positions and order", () => {
  const three = (): Basket =>
    basketOf(...[1, 2, 3].map((id) => newLine(String(id), { product: testProduct({ id }) })));
  const positions = (basket: Basket): readonly number[] => basket.lines.map((line) => line.position);

  it("grow with each line and keep the order over removals", () => {
    const without = mustBe(removeLine(three(), "2"));
    expect(positions(without)).toEqual([1, 3]);
    const again = mustBe(addLine(without, newLine("4", { product: testProduct({ id: 4 }) })));
    expect(positions(again)).toEqual([1, 3, 4]);
    expect(again.lines.map((line) => line.id)).toEqual(["1", "3", "4"]);
  });

  it("point at the line that was touched last", () => {
    const changed = mustBe(setQuantity(three(), { lineId: "1", quantityMilli: 2000 }));
    expect(changed.lastLineId).toBe("1");
    expect(mustBe(removeLine(changed, "1")).lastLineId).toBe("3");
    expect(mustBe(removeLine(basketOf(newLine("1")), "1")).lastLineId).toBeNull();
  });

  it("leave untouched lines the very same objects", () => {
    const before = three();
    const after = mustBe(setQuantity(before, { lineId: "2", quantityMilli: 5000 }));
    expect([after.lines[0], after.lines[2]]).toEqual([before.lines[0], before.lines[2]]);
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.lines[2]).toBe(before.lines[2]);
    expect(after.lines[1]).not.toBe(before.lines[1]);
    expect(mustBe(discountBasket(before, { percentBp: 500, reason: null })).lines).toBe(before.lines);
    expect(withTenders(before, []).lines).toBe(before.lines);
  });

  it("count a revision up with every change and none with a refusal", () => {
    const basket = three();
    expect(basket.revision).toBe(3);
    expect(mustBe(attachCustomer(basket, "c-1")).revision).toBe(4);
    expect(typeOf(setQuantity(basket, { lineId: "9", quantityMilli: 1000 }))).toBe("UnknownLine");
    expect(basket.revision).toBe(3);
  });
});

describe("what may not be changed any more", () => {
  it("a voided line", () => {
    const basket = mustBe(changeLine(basketOf(newLine("1")), "1", { voidReason: "mistake" }));
    expect(liveLines(basket)).toEqual([]);
    expect(typeOf(setQuantity(basket, { lineId: "1", quantityMilli: 1000 }))).toBe("LineIsVoided");
    expect(typeOf(removeLine(basket, "1"))).toBe("LineIsVoided");
    expect(typeOf(changeLine(basket, "1", { voidReason: "again" }))).toBe("LineIsVoided");
  });

  it("anything, once there is a payment on it", () => {
    const tender = {
      id: "t",
      type: "CASH",
      amountMinor: 1,
      reference: "",
      card: null,
      state: "taken",
    } as const;
    const paid = withTenders(basketOf(newLine("1")), [tender]);
    for (const refused of [
      addLine(paid, newLine("2")),
      setQuantity(paid, { lineId: "1", quantityMilli: 2000 }),
      overridePrice(paid, { lineId: "1", unitPriceMinor: 1, reason: "" }),
      changeLine(paid, "1", { note: "x" }),
      removeLine(paid, "1"),
      discountBasket(paid, null),
      attachCustomer(paid, null),
    ]) {
      expect(typeOf(refused)).toBe("PaymentStarted");
    }
    expect(typeOf(addLine(withTenders(paid, []), newLine("2")))).toBe("ok");
  });

  it("an empty basket has nothing to change", () => {
    expect(typeOf(removeLine(testBasket(), "1"))).toBe("UnknownLine");
  });
});

describe("coupons", () => {
  const two = mustBe(addCoupon(mustBe(addCoupon(testBasket(), " Summer ")), "WINTER"));

  it("stand in the order of handing over, each once whatever its case and spaces", () => {
    expect(two.coupons).toEqual(["Summer", "WINTER"]);
    expect(mustBe(addCoupon(two, "sUMMER\t"))).toBe(two);
    expect(mustBe(addCoupon(two, "  "))).toBe(two);
  });

  it("can be taken back; what is not there changes nothing", () => {
    expect(mustBe(removeCoupon(two, "summer")).coupons).toEqual(["WINTER"]);
    expect(mustBe(removeCoupon(two, "AUTUMN"))).toBe(two);
  });
});
