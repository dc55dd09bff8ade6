/**
 * Nobody without the right ever changed a price. Random people with random rights make random calls, some of which are
 * approved by random others; whatever changed a price, a discount or a role must name, in the audit log, somebody whose
 * role allowed that much of it at that moment, read from the stored rights by means other than the till's own check.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Permission } from "../../domain/staff/permission.ts";
import { MEASURE_OF, PERMISSIONS } from "../../domain/staff/permission.ts";
import { EVERYTHING, type Grant, type Right } from "../../domain/staff/rights.ts";
import type { AuditEntry } from "../../db/repositories/audit-log.ts";
import { validPayloads, withOpenIds } from "../support/random-calls.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const GRANTS: readonly Grant[] = ["denied", "approval", "allowed"];

const right = (permission: Permission): fc.Arbitrary<Right> =>
  fc.tuple(fc.nat(2), fc.nat(2), fc.option(fc.integer({ min: 0, max: 6000 }))).map(([a, b, limit]) => {
    const grant = GRANTS[Math.max(a, b)] ?? "denied";
    return MEASURE_OF[permission] === undefined || limit === null
      ? { grant, limit: null, beyond: grant }
      : { grant, limit, beyond: GRANTS[Math.min(a, b)] ?? "denied" };
  });

const PRICED = [
  "basket.discountLine",
  "basket.discountBasket",
  "basket.overridePrice",
  "basket.addProduct",
  "basket.setQuantity",
  "basket.removeLine",
  "basket.voidLine",
  "basket.void",
] as const;
const CHANGED = ["line:discount", "basket:discount", "price:override", "sale:void", "line:void"] as const;

type Step =
  | {
      readonly kind: "call";
      readonly name: (typeof PRICED)[number];
      readonly payload: unknown;
      readonly by: string | null;
    }
  | { readonly kind: "signIn"; readonly pin: string }
  | { readonly kind: "right"; readonly role: string; readonly permission: Permission; readonly right: Right }
  | { readonly kind: "scan"; readonly code: string };

const PEOPLE = { "1111": "cashier", "3333": "supervisor", "2222": "manager" } as const;
const pin = fc.constantFrom(...Object.keys(PEOPLE));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.constantFrom("BAKERY-001", "BAKERY-002").map((code): Step => ({ kind: "scan", code })),
    weight: 3,
  },
  { arbitrary: pin.map((one): Step => ({ kind: "signIn", pin: one })), weight: 2 },
  {
    arbitrary: fc
      .constantFrom(...CHANGED)
      .chain((permission) =>
        fc
          .tuple(fc.constantFrom("cashier", "supervisor"), right(permission))
          .map(([role, given]): Step => ({ kind: "right", role, permission, right: given })),
      ),
    weight: 2,
  },
  {
    arbitrary: fc
      .constantFrom(...PRICED)
      .chain((name) =>
        fc
          .tuple(validPayloads[name], fc.option(pin))
          .map(([payload, by]): Step => ({ kind: "call", name, payload, by })),
      ),
    weight: 8,
  },
);

/** Which permission an entry shows to have been used. */
const USED: Readonly<Record<string, Permission>> = {
  "line.discount": "line:discount",
  "basket.discount": "basket:discount",
  "price.override": "price:override",
  "line.void": "line:void",
  "line.remove": "line:void",
  "basket.void": "sale:void",
};

/** The least that was asked for, from the entry alone: sums and money can only have asked for more. */
const leastMeasure = ({ action, before, after }: AuditEntry): number => {
  const was = before as { readonly unitPriceMinor?: number; readonly percentBp?: number } | null;
  const is = after as { readonly unitPriceMinor?: number; readonly percentBp?: number } | null;
  if (action === "price.override") {
    return (is?.unitPriceMinor ?? 0) < (was?.unitPriceMinor ?? 0) ? 1 : 0;
  }
  // Less than what was approved before asks for nothing anew; an amount's percent is not in the entry.
  const isMore = was === null || (was.percentBp !== undefined && (is?.percentBp ?? 0) > was.percentBp);
  return isMore ? (is?.percentBp ?? 0) : 0;
};

const setUp = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", printsReceipts: false });
  await signIn(test, "manager");
  test.till.staff.create(
    { name: "Zeynep A.", roleCode: "supervisor", badgeHash: null, pinHash: test.till.hashPin("3333") },
    null,
  );
  return test;
};

const storedRight = (test: TestTill, staffId: number | null, permission: Permission): Right => {
  const row = test.till.db.sqlite
    .prepare("SELECT r.code, r.rights_json FROM staff s JOIN role r ON r.code = s.role WHERE s.id = ?")
    .get(staffId) as { readonly code: string; readonly rights_json: string };
  const stored = JSON.parse(row.rights_json) as Partial<Record<Permission, Right>>;
  const given = stored[permission] ?? test.till.roles.find(row.code)?.rights[permission];
  return given ?? EVERYTHING[permission];
};

const allows = (one: Right, measure: number): boolean =>
  (one.limit !== null && measure > one.limit ? one.beyond : one.grant) === "allowed";

const run = async (test: TestTill, todo: Step): Promise<void> => {
  switch (todo.kind) {
    case "scan":
      await test.call("basket.scan", { code: todo.code });
      return;
    case "signIn":
      await test.must("session.signIn", { pin: todo.pin });
      return;
    case "right":
      test.till.roles.setRight(todo.role, todo.permission, todo.right);
      test.till.staffSession.refresh();
      return;
    case "call": {
      const answer = (await test.callRaw(todo.name, withOpenIds(test, todo.payload))) as {
        readonly error?: { readonly type: string; readonly requestId?: string };
      };
      if (answer.error?.type === "NeedsApproval" && todo.by !== null) {
        await test.call("approval.approve", { requestId: answer.error.requestId ?? "", pin: todo.by });
      }
    }
  }
};

const check = (test: TestTill, entry: AuditEntry): void => {
  const permission = USED[entry.action];
  if (permission === undefined) {
    return;
  }
  const measure = leastMeasure(entry);
  const by = entry.approverId ?? entry.staffId;
  const own = allows(storedRight(test, entry.staffId, permission), measure);
  const lent = entry.approverId !== null && allows(storedRight(test, by, permission), measure);
  // Taking a discount or a price back again lowers nothing; it needs the grant below the limit all the same.
  expect({ entry, allowed: own || lent }).toEqual({ entry, allowed: true });
  expect(entry.approverId).not.toBe(entry.staffId);
};

it("nobody without the right ever changed a price, a discount or what is sold", async () => {
  expect(PERMISSIONS).toEqual(expect.arrayContaining(Object.values(USED)));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
      const test = await setUp();
      for (const todo of steps) {
        const before = test.till.audit.count();
        await run(test, todo);
        const fresh = test.till.audit.list({ limit: 20 }).slice(0, test.till.audit.count() - before);
        for (const entry of fresh) {
          check(test, entry);
        }
      }
      expect(test.bugs).toEqual([]);
      await test.close();
    }),
    { numRuns: 60 },
  );
});
