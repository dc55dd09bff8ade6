import { expect, test } from "vitest";
import { nodeBudget } from "../../../domain/pricing/selection/node-budget.ts";
import { searchPlans } from "../../../domain/pricing/selection/search-plans.ts";
import { problemFor } from "../../support/pricing-problem.ts";

const percent = (figure: string, per: string) => ({ type: "percentage", percent: figure, per });

test("comes to an end where an offer finds nothing, however its units are left to a rival", () => {
  const problem = problemFor(
    () => ({
      schemaVersion: 1,
      currency: "EUR",
      at: "2026-11-20T12:00:00Z",
      basket: Array.from({ length: 60 }, (_, at) => ({
        sku: `P${String(at)}`,
        unitPrice: "9.00",
        quantity: "1",
      })),
      campaigns: [
        { code: "FIRST", priority: 9, rules: [{ benefit: percent("90", "line") }] },
        {
          code: "IDLE",
          priority: 8,
          lane: "L",
          conditions: { minSpend: "500.00", spendMeasured: "atTurn" },
          rules: [{ benefit: percent("5", "line") }],
        },
        { code: "RIVAL", priority: 7, lane: "L", rules: [{ benefit: percent("5", "line") }] },
      ],
    }),
    1,
  );
  const nodes = nodeBudget(600);
  const plan = searchPlans(problem, { nodes, required: [] });
  expect(nodes.exhausted).toBe(true);
  expect(plan?.effects.map(({ offer }) => offer.campaign)).toContain("FIRST");
});
