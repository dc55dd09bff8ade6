/** Who is erased is gone with every word that was typed about them, from the file itself; what the books say stays true. */
import { readdirSync, readFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { customerWithEverything } from "../../support/customer-with-everything.ts";

/** Everything that the till's folder holds of its database, log included. */
const rawBytes = (dataDir: string): string =>
  readdirSync(dataDir)
    .filter((file) => file.startsWith("till.sqlite"))
    .map((file) => readFileSync(join(dataDir, file)).toString("latin1"))
    .join("");

/** What the person told, then what was typed about them. */
const PLANTED = [
  /qpersonname/i,
  /qmail/i,
  /qinvoicename/i,
  /qaddress/i,
  /qtaxoffice/i,
  /qpreference/i,
  /qtag/i,
  /5559998877/,
  /1971-07-17/,
  /9988776655/,
  /qpointsreason/i,
  /qsegmentreason/i,
  /qcancelreason/i,
  /qcardreason/i,
  /qblockedreason/i,
  /qunblockedreason/i,
  /qblockedagain/i,
  /qbasketlabel/i,
  /qlinenote/i,
];

it("leaves no word in the database file, in its pages that are free or in its log", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tillwright-"));
  const { test, customerRef, creditCode } = await customerWithEverything(dataDir);
  test.till.db.settleErased();
  const before = rawBytes(dataDir);
  // Each is there to be found.
  expect(PLANTED.filter((trace) => !trace.test(before))).toEqual([]);
  const points = test.till.loyaltyLedger.account(customerRef)?.points;
  await test.must("customer.erase", { customerRef });
  const after = rawBytes(dataDir);
  expect(PLANTED.filter((trace) => trace.test(after)).map(String)).toEqual([]);
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.till.storedValue.brokenBalances()).toEqual([]);
  expect(test.till.loyaltyLedger.firstFault()).toBeNull();
  expect(test.till.loyaltyLedger.account(customerRef)?.points).toBe(points);
  expect(await test.must("giftCard.check", { code: creditCode })).toMatchObject({
    state: "blocked",
    balanceMinor: 2500,
  });
  expect(after).toContain("Qfriendname");
  expect(test.bugs).toEqual([]);
  await test.close();
});

it("is in no segment any more: named by hand, fixed or computed, now and after the next refresh", async () => {
  const { test, customerRef } = await customerWithEverything();
  const isMember = (): Promise<readonly string[]> =>
    Promise.all(
      test.till.segments.all().map(async ({ id, name }) => {
        const { members } = await test.must("segment.members", { segmentId: id, after: "", limit: 100 });
        return members.some((member) => member.customerRef === customerRef) ? name : "";
      }),
    ).then((names) => names.filter((name) => name !== ""));
  await test.must("segment.create", {
    name: "Every day",
    criteria: { kind: "tenure", least: null, most: null },
    isDynamic: true,
  });
  expect((await isMember()).toSorted()).toEqual(
    expect.arrayContaining(["Every day", "Everybody once", "VIP"]),
  );
  await test.must("customer.erase", { customerRef });
  expect(await isMember()).toEqual([]);
  for (const { id } of test.till.segments.all()) {
    await test.must("segment.refresh", { segmentId: id });
  }
  test.clock.advance(86_400_000);
  test.till.jobs.tick();
  await test.till.jobs.settled();
  expect(await isMember()).toEqual([]);
  await test.close();
});

it("keeps who did what and when, and lets nothing else of an append-only row be changed", async () => {
  const { test, customerRef } = await customerWithEverything();
  const told = () =>
    test.till.audit
      .list({ limit: 999, subject: `customer ${customerRef}` })
      .map(({ action, staffName, atMs }) => [action, staffName, atMs]);
  const before = told();
  await test.must("customer.erase", { customerRef });
  expect(told().slice(1)).toEqual(before);
  const { sqlite } = test.till.db;
  for (const [sql, complaint] of [
    ["UPDATE audit_log SET reason = NULL WHERE action = 'refund.create'", "append-only"],
    ["UPDATE audit_log SET reason = 'other' WHERE action = 'loyalty.adjust'", "append-only"],
    [
      "UPDATE audit_log SET staff_name = 'other', reason = NULL WHERE action = 'loyalty.adjust'",
      "append-only",
    ],
    ["UPDATE loyalty_point_transaction SET note = 'other'", "append-only"],
    ["UPDATE loyalty_point_transaction SET note = NULL, points = 1", "append-only"],
    ["UPDATE gift_card_transaction SET reason = NULL, amount_minor = 1", "append-only"],
    ["UPDATE membership_event SET reason = 'other'", "never rewritten"],
  ] as const) {
    expect(() => sqlite.exec(sql)).toThrow(complaint);
  }
  await test.close();
});
