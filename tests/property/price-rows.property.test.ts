/**
 * Nobody without the right ever changed a price, judged by the rows alone: short random sequences of calls by a cashier
 * and a supervisor with random rights, each ending in a sale whose lines are held against the price list. What the audit
 * log or the till's own check says is not looked at (see rights.property.test.ts for that).
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ProcedureName } from "../../contracts/ipc.ts";
import type { Permission } from "../../domain/staff/permission.ts";
import type { Right } from "../../domain/staff/rights.ts";
import { validPayloads, withOpenIds } from "../support/random-calls.ts";
import { dumpTables } from "../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const PRICING = ["line:discount", "basket:discount", "price:override", "price:belowFloor"] as const;
type Pricing = (typeof PRICING)[number];
type Given = Readonly<Record<Pricing, Right>>;

const LIMITED = new Set<Permission>(["line:discount", "basket:discount", "price:override"]);

const rightOf = (permission: Pricing): fc.Arbitrary<Right> =>
  fc
    .tuple(fc.constantFrom("denied", "approval", "allowed", "limited"), fc.integer({ min: 0, max: 6000 }))
    .map(([kind, limit]): Right => {
      if (kind === "limited") {
        return LIMITED.has(permission)
          ? { grant: "allowed", limit, beyond: "approval" }
          : { grant: "approval", limit: null, beyond: "approval" };
      }
      return { grant: kind, limit: null, beyond: kind };
    });

const given: fc.Arbitrary<Given> = fc.record({
  "line:discount": rightOf("line:discount"),
  "basket:discount": rightOf("basket:discount"),
  "price:override": rightOf("price:override"),
  "price:belowFloor": rightOf("price:belowFloor"),
});

const CALLS = [
  "basket.discountLine",
  "basket.discountBasket",
  "basket.overridePrice",
  "basket.addProduct",
  "basket.setQuantity",
  "basket.removeLine",
  "basket.voidLine",
] as const satisfies readonly ProcedureName[];

interface Call {
  readonly name: ProcedureName;
  readonly payload: unknown;
  /** The supervisor types their PIN where it is asked for. */
  readonly isApproved: boolean;
}

const saying = (payload: unknown): unknown =>
  typeof payload === "object" && payload !== null && "reason" in payload
    ? { ...payload, reason: "why" }
    : payload;

const call: fc.Arbitrary<Call> = fc
  .constantFrom(...CALLS)
  .chain((name) =>
    fc
      .tuple(validPayloads[name], fc.boolean())
      .map(([payload, isApproved]) => ({ name, payload: saying(payload), isApproved })),
  );

const sequence = fc.record({
  cashier: given,
  supervisor: given,
  calls: fc.array(call, { minLength: 3, maxLength: 9 }),
});

/** The most, in basis points, that one of the two may take off alone; null: nothing. */
const mostBp = (people: readonly Given[], permission: Pricing): number | null => {
  const most = people.flatMap((rights) => {
    const { grant, limit } = rights[permission];
    return grant === "allowed" ? [limit ?? 10_000] : [];
  });
  return most.length === 0 ? null : Math.max(...most);
};

interface SoldLine {
  readonly unitMinor: number;
  readonly grossMinor: number;
  readonly discountMinor: number;
  /** null: the price is typed at the till. */
  readonly listMinor: number | null;
}

const soldLines = (test: TestTill): readonly SoldLine[] =>
  test.till.db.sqlite
    .prepare<[], SoldLine>(`
      SELECT line.unit_price_minor AS unitMinor, line.gross_minor AS grossMinor, line.discount_minor AS discountMinor,
        (SELECT price.unit_price_minor FROM price WHERE price.product_id = line.product_id
          ORDER BY price.valid_from_ms DESC LIMIT 1) AS listMinor
      FROM sale_line AS line WHERE line.sale_seq = (SELECT max(seq) FROM sale)`)
    .all();

/** Shares of a discount are rounded line by line. */
const ROUNDING_MINOR = 2;

const expectWithinRights = (line: SoldLine, people: readonly Given[]): void => {
  const overrideBp = mostBp(people, "price:override");
  const discountBp = Math.max(mostBp(people, "line:discount") ?? 0, mostBp(people, "basket:discount") ?? 0);
  if (line.listMinor !== null && overrideBp === null) {
    expect(line.unitMinor).toBe(line.listMinor);
  }
  if (line.listMinor !== null && overrideBp !== null) {
    const leastMinor = (line.listMinor * (10_000 - overrideBp)) / 10_000 - 1;
    expect(line.unitMinor).toBeGreaterThanOrEqual(leastMinor);
  }
  const mostMinor = discountBp === 0 ? 0 : (line.grossMinor * discountBp) / 10_000 + ROUNDING_MINOR;
  expect(line.discountMinor).toBeLessThanOrEqual(mostMinor);
};

const setUp = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", printsReceipts: false });
  test.till.staff.create(
    { name: "Zeynep A.", roleCode: "supervisor", badgeHash: null, pinHash: test.till.hashPin("3333") },
    null,
  );
  await signIn(test);
  return test;
};

const run = async (test: TestTill, { name, payload, isApproved }: Call): Promise<void> => {
  const answer = (await test.callRaw(name, withOpenIds(test, payload))) as {
    readonly error?: { readonly type: string; readonly requestId?: string };
  };
  if (isApproved && answer.error?.type === "NeedsApproval") {
    await test.call("approval.approve", { requestId: answer.error.requestId ?? "", pin: "3333" });
  }
};

/** Sells what is there, whatever it costs; what cannot be sold is given up. true: sold. */
const sell = async (test: TestTill): Promise<boolean> => {
  const sales = test.till.sales.count();
  if (!(await test.call("payment.cash", { tenderedMinor: null })).ok) {
    await test.call("payment.complete", {});
  }
  if (test.till.basketSession.current() !== null) {
    await test.must("basket.void", { reason: "not sold" });
  }
  return test.till.sales.count() > sales;
};

it("nobody without the right ever changed a price: the rows of sales and of the price list", async () => {
  const test = await setUp();
  const listBefore = dumpTables(test.till.db);
  const seen = { sold: 0, full: 0, lowered: 0 };
  await fc.assert(
    fc.asyncProperty(sequence, async ({ cashier, supervisor, calls }) => {
      for (const permission of PRICING) {
        test.till.roles.setRight("cashier", permission, cashier[permission]);
        test.till.roles.setRight("supervisor", permission, supervisor[permission]);
      }
      test.till.staffSession.refresh();
      await test.call("basket.scan", { code: "BAKERY-001" });
      await test.call("basket.scan", { code: "BAKERY-002", quantityMilli: 3000 });
      for (const each of calls) {
        await run(test, each);
      }
      if (await sell(test)) {
        const lines = soldLines(test);
        seen.sold += 1;
        for (const line of lines) {
          expectWithinRights(line, [cashier, supervisor]);
        }
        const isFull = lines.every(
          ({ unitMinor, discountMinor, listMinor }) =>
            discountMinor === 0 && unitMinor === (listMinor ?? unitMinor),
        );
        seen[isFull ? "full" : "lowered"] += 1;
      }
    }),
    { numRuns: 300 },
  );
  const listAfter = dumpTables(test.till.db);
  for (const table of ["price", "product", "tax_rate", "price_list"]) {
    expect(listAfter[table]).toEqual(listBefore[table]);
  }
  // Neither all at full price nor all below it, or this would show nothing.
  expect(seen.sold).toBeGreaterThan(200);
  expect(Math.min(seen.full, seen.lowered)).toBeGreaterThan(20);
  expect(test.bugs).toEqual([]);
  await test.close();
});
