import { describe, expect, test } from "vitest";
import { lineStateOf } from "../../../domain/pricing/basket/unit-run.ts";
import { leftApart } from "../../../domain/pricing/selection/priority-ownership.ts";
import { prepareBasket } from "../../../domain/pricing/prepare-basket.ts";
import { inputOf } from "../../support/pricing-case.ts";

const [offer] = prepareBasket(
  inputOf({
    basket: [{ sku: "A", unitPrice: "1.96", quantity: "4" }],
    campaigns: [{ code: "K", rules: [{ benefit: { type: "percentage", percent: "10" } }] }],
  }),
).problem.offers;

describe("the units that an accepted offer keeps", () => {
  test("stand in runs of at least one unit, also where one stretch begins at the end of another", () => {
    if (offer === undefined) {
      throw new Error("There is one offer");
    }
    const kept = new Map([
      [
        0,
        [
          [0, 1],
          [1, 3],
        ] as const,
      ],
    ]);
    const { runs } = leftApart(lineStateOf(4, 196), 0, { offer, kept });
    expect(runs.map(({ count, leftBy }) => [count, leftBy.length])).toEqual([
      [1, 0],
      [2, 0],
      [1, 1],
    ]);
  });
});
