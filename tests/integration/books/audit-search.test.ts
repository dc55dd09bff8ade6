/** Finding entries by period, person, kind and text, a page at a time, also among very many. */
import { describe, expect, it } from "vitest";
import { actionsOfKind, AUDIT_ACTIONS, AUDIT_KINDS } from "../../../domain/audit/audit-action.ts";
import { auditChanges } from "../../../domain/audit/audit-changes.ts";
import { createAuditLogRepository } from "../../../db/repositories/audit-log.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { createTestClock, openTestDatabase } from "../../support/test-database.ts";
import { openTestTill, signIn } from "../../support/test-till.ts";
import { testSeed } from "../../support/test-seed.ts";

const NAMES = Object.keys(AUDIT_ACTIONS) as readonly (keyof typeof AUDIT_ACTIONS)[];

const filled = (count: number, seed: number) => {
  const clock = createTestClock();
  const audit = createAuditLogRepository(openTestDatabase({ clock }));
  const random = seededRandom(seed);
  const startMs = clock.nowMs();
  for (let index = 0; index < count; index += 1) {
    // A clock is put back now and then.
    clock.advance(random.between(-500, 2000));
    const action = NAMES[random.between(0, NAMES.length - 1)] ?? "signIn";
    audit.append({
      staffId: random.between(1, 3),
      staffName: "Ayşe K.",
      approverId: null,
      approverName: null,
      action,
      subject: `S1-T1-${String(random.between(1, 50)).padStart(6, "0")}`,
      before: null,
      after: { unitPriceMinor: index },
      reason: random.between(0, 1) === 0 ? "50% off_today" : null,
    });
  }
  return { audit, startMs, endMs: clock.nowMs(), random };
};

describe("the audit log", () => {
  it("answers every filter as looking at each entry would, and pages without gap or repeat", () => {
    const seed = testSeed;
    const { audit, startMs, endMs, random } = filled(600, seed);
    const all = audit.list({ limit: 10_000 });
    expect(all.map((entry) => entry.id)).toEqual(Array.from({ length: 600 }, (_, index) => 600 - index));
    for (let round = 0; round < 60; round += 1) {
      const maybe = <T>(value: T): T | null => (random.between(0, 1) === 0 ? value : null);
      const kind = maybe(AUDIT_KINDS[random.between(0, AUDIT_KINDS.length - 1)] ?? "price");
      const fromMs = maybe(random.between(startMs, endMs));
      const untilMs = maybe(random.between(startMs, endMs));
      const staffId = maybe(random.between(1, 3));
      const text = ["", "0%", "S1-T1-000007", "ayşe", "_today"][random.between(0, 4)] ?? "";
      const actions = kind === null ? null : actionsOfKind(kind);
      const wanted = all
        .filter((entry) => actions === null || actions.includes(entry.action))
        .filter((entry) => entry.atMs >= (fromMs ?? -Infinity) && entry.atMs < (untilMs ?? Infinity))
        .filter((entry) => staffId === null || entry.staffId === staffId)
        .filter((entry) =>
          [entry.subject, entry.reason ?? "", entry.staffName].some((part) =>
            part.toLowerCase().includes(text.toLowerCase()),
          ),
        );
      const found: number[] = [];
      for (let beforeId: number | null = null; ;) {
        const page = audit.list({ fromMs, untilMs, staffId, actions, text, beforeId, limit: 7 });
        found.push(...page.map((entry) => entry.id));
        if (page.length < 7) {
          break;
        }
        beforeId = page.at(-1)?.id ?? null;
      }
      expect(found, `seed ${String(seed)}`).toEqual(wanted.map((entry) => entry.id));
    }
  });

  it("finds by a receipt's number also what was done to its basket", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    await test.must("basket.scan", { code: "BAKERY-001" });
    const lineId = (await test.must("basket.get", {}))?.lines[0]?.id ?? "";
    await test.must("basket.overridePrice", { lineId, unitPriceMinor: 1000, reason: "damaged" });
    await test.must("payment.cash", { tenderedMinor: null });
    const page = await test.must("audit.list", {
      fromMs: null,
      untilMs: null,
      staffId: null,
      kind: null,
      text: "s1-t1-000001",
      beforeId: null,
      limit: 10,
    });
    expect(page).toMatchObject({
      nextBeforeId: null,
      entries: [
        {
          action: "price.override",
          kind: "price",
          reason: "damaged",
          changes: [{ field: "unitPriceMinor", before: 1500, after: 1000 }],
        },
      ],
    });
  });

  it("tells what differs, field by field", () => {
    expect(
      auditChanges(
        { unitPriceMinor: 1500, voided: false, tags: ["a", "b"] },
        { unitPriceMinor: 1000, voided: false, tags: ["a"], limits: { "line:discount": { limit: 5 } } },
      ),
    ).toEqual([
      { field: "unitPriceMinor", before: 1500, after: 1000 },
      { field: "tags", before: "a, b", after: "a" },
      { field: "limits.line:discount.limit", before: null, after: 5 },
    ]);
    expect(auditChanges("en", "tr")).toEqual([{ field: "value", before: "en", after: "tr" }]);
    expect(auditChanges(null, null)).toEqual([]);
  });
});
