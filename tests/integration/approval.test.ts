/** A second person's approval in place: exactly the call that was asked for, once, by somebody else who may. */
import { describe, expect, it } from "vitest";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import { createStaffRepository } from "../../db/repositories/staff.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const withLine = async (): Promise<{ readonly test: TestTill; readonly lineId: string }> => {
  const test = openTestTill({ dataDir: ":memory:" });
  createStaffRepository(test.till.db).create(
    {
      name: "Zeynep A.",
      roleCode: "cashier",
      badgeHash: null,
      pinHash: "plain-for-tests-only-not-a-hash$3333",
    },
    null,
  );
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  const lineId = (await test.must("basket.get", {}))?.lines[0]?.id ?? "";
  return { test, lineId };
};

const ask = async (test: TestTill, lineId: string, unitPriceMinor = 1000): Promise<string> => {
  const answer = await test.call("basket.overridePrice", { lineId, unitPriceMinor, reason: "torn" });
  expect(answer).toMatchObject({ error: { type: "NeedsApproval", permission: "price:override" } });
  return (answer as { error: Extract<CallError, { type: "NeedsApproval" }> }).error.requestId;
};

const priceNow = async (test: TestTill): Promise<number | undefined> =>
  (await test.must("basket.get", {}))?.lines[0]?.unitPriceMinor;

describe("an approval", () => {
  it("runs the remembered call; the cashier stays, and the audit log names both", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    const { answer } = await test.must("approval.approve", { requestId, pin: "2222" });
    expect(answer).toMatchObject({ ok: true, value: { lines: [{ unitPriceMinor: 1000 }] } });
    expect(await test.must("app.state", {})).toMatchObject({ staff: { name: "Ayşe K." } });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "price.override",
      staffName: "Ayşe K.",
      approverName: "Mehmet D.",
    });
  });

  it("lends its right to one call only", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    await test.must("approval.approve", { requestId, pin: "2222" });
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({
      error: { type: "ApprovalGone" },
    });
    await ask(test, lineId, 900);
    expect(await priceNow(test)).toBe(1000);
  });

  it("is not given by the person who asks, nor by somebody who may not do it either", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    expect(await test.call("approval.approve", { requestId, pin: "1111" })).toMatchObject({
      error: { type: "SamePerson" },
    });
    expect(await test.call("approval.approve", { requestId, pin: "3333" })).toMatchObject({
      error: { type: "NotAllowed", approverName: "Zeynep A." },
    });
    expect(await priceNow(test)).toBe(1500);
    // It is still open for somebody who may.
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({ ok: true });
  });

  it("counts wrong PINs together with those at sign-in, and is locked out with them", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await test.call("approval.approve", { requestId, pin: "9999" })).toMatchObject({
        error: { type: "WrongPin", triesLeft },
      });
    }
    expect(await test.call("approval.approve", { requestId, pin: "9999" })).toMatchObject({
      error: { type: "LockedOut" },
    });
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({
      error: { type: "LockedOut" },
    });
    expect(await test.call("session.signIn", { pin: "2222" })).toMatchObject({
      error: { type: "LockedOut" },
    });
    // Selling goes on.
    expect(await test.call("basket.scan", { code: "BAKERY-002" })).toMatchObject({ ok: true });
    expect(test.till.audit.list({ limit: 2 })).toMatchObject([
      { action: "signIn.lockedOut", staffName: "Ayşe K.", after: { tries: 5 } },
      {
        action: "signIn.wrong",
        staffName: "Ayşe K.",
        after: { credential: "pin", pad: "approval", tries: 5 },
      },
    ]);
  });

  it("one's own PIN at the pad takes no wrong try off", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    for (const pin of ["9999", "9999", "9999", "9999"]) {
      await test.call("approval.approve", { requestId, pin });
      await test.call("approval.approve", { requestId, pin: "1111" });
    }
    expect(await test.call("approval.approve", { requestId, pin: "9999" })).toMatchObject({
      error: { type: "LockedOut" },
    });
  });

  it.each([
    ["two minutes have passed", async (test: TestTill) => test.clock.advance(120_001)],
    ["the clock was put back", async (test: TestTill) => test.clock.advance(-1)],
    [
      "the basket has changed",
      async (test: TestTill) => void (await test.must("basket.scan", { code: "BAKERY-002" })),
    ],
    [
      "somebody else has signed in",
      async (test: TestTill) => void (await test.must("session.signIn", { pin: "3333" })),
    ],
    ["the same person has signed in again", async (test: TestTill) => signIn(test)],
    ["it was given up", async (test: TestTill) => void (await test.must("approval.cancel", {}))],
  ])("is gone when %s", async (_what, happen) => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    await happen(test);
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({
      error: { type: "ApprovalGone" },
    });
    expect(await priceNow(test)).toBe(1500);
  });

  it("is gone when the basket changes while the PIN is being checked", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    const approving = test.call("approval.approve", { requestId, pin: "2222" });
    await test.must("basket.scan", { code: "BAKERY-002" });
    const answer = await approving;
    const changed = (await priceNow(test)) === 1000;
    expect([answer.ok, changed]).toEqual([false, false]);
  });

  it("adds nothing to what is denied", async () => {
    const { test } = await withLine();
    expect(await test.call("staff.list", {})).toMatchObject({
      error: { type: "NotAllowed", permission: "staff:read", approverName: null },
    });
  });

  it("needs somebody signed in, and no approver signs in by it", async () => {
    const { test, lineId } = await withLine();
    const requestId = await ask(test, lineId);
    await test.must("session.signOut", {});
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({
      error: { type: "NotSignedIn" },
    });
    expect(await test.must("app.state", {})).toMatchObject({ staff: null });
  });
});

describe("the lock", () => {
  it("stays when the till is started again", async () => {
    const first = openTestTill();
    for (let count = 0; count < 5; count += 1) {
      await first.call("session.signIn", { pin: "9999" });
    }
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir });
    expect(await second.call("session.signIn", { pin: "2222" })).toMatchObject({
      error: { type: "LockedOut" },
    });
    await second.close();
  });

  it("a count that was begun goes on after a restart", async () => {
    const first = openTestTill();
    await first.call("session.signIn", { pin: "9999" });
    await first.call("session.signIn", { pin: "9999" });
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir });
    expect(await second.call("session.signIn", { pin: "9999" })).toMatchObject({
      error: { type: "WrongPin", triesLeft: 2 },
    });
    await second.close();
  });
});
