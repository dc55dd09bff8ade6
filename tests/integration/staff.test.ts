/** People and roles: who may change them, what never gets out, and what nobody can do to themselves or to the shop. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTrivialPin } from "../../domain/staff/pin.ts";
import type { Right } from "../../domain/staff/rights.ts";
import { dumpTables } from "../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const AYSE = 1;
const MEHMET = 2;
const ALLOWED: Right = { grant: "allowed", limit: null, beyond: "allowed" };
const DENIED: Right = { grant: "denied", limit: null, beyond: "denied" };

const asManager = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", autoLocks: true });
  await signIn(test, "manager");
  return test;
};

const refused = async (answer: Promise<unknown>, type: string): Promise<void> => {
  expect(await answer).toMatchObject({ ok: false, error: { type } });
};

describe("a PIN", () => {
  it.each(["1111", "0000", "1234", "4321", "0123", "98765", "1212", "474747", "55555555"])(
    "that is easy to guess is refused: %s",
    (pin) => expect(isTrivialPin(pin)).toBe(true),
  );

  it.each(["4711", "1357", "2468", "0815", "1122", "12345679"])("may be %s", (pin) =>
    expect(isTrivialPin(pin)).toBe(false),
  );

  it("is nobody else's, and the answer does not say whose it would be", async () => {
    const test = await asManager();
    await test.must("staff.create", { name: "Zeynep A.", roleCode: "cashier", pin: "4711" });
    const answer = await test.call("staff.create", { name: "Can B.", roleCode: "cashier", pin: "4711" });
    expect(answer).toEqual({ ok: false, error: { type: "PinTaken" } });
    await refused(test.call("staff.setPin", { staffId: AYSE, pin: "4711" }), "PinTaken");
    // One's own is not taken by oneself, and somebody who has left holds none.
    expect(await test.call("staff.setPin", { staffId: 3, pin: "4711" })).toMatchObject({ ok: true });
    await test.must("staff.remove", { staffId: 3 });
    expect(await test.call("staff.setPin", { staffId: AYSE, pin: "4711" })).toMatchObject({ ok: true });
  });

  it("is one person's also when two windows set it at the same moment", async () => {
    const test = await asManager();
    const answers = await Promise.all([
      test.call("staff.setPin", { staffId: AYSE, pin: "4711" }),
      test.call("staff.setPin", { staffId: MEHMET, pin: "4711" }),
      test.call("staff.create", { name: "Can B.", roleCode: "cashier", pin: "4711" }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, false]);
    for (const answer of answers.slice(1)) {
      expect(answer).toEqual({ ok: false, error: { type: "PinTaken" } });
    }
  });

  it("that is new ends the one before, and stands in no log", async () => {
    const test = await asManager();
    await refused(test.call("staff.setPin", { staffId: AYSE, pin: "1234" }), "PinTooEasy");
    await test.must("staff.setPin", { staffId: AYSE, pin: "4711" });
    await refused(test.call("session.signIn", { pin: "1111" }), "WrongPin");
    expect(await test.must("session.signIn", { pin: "4711" })).toMatchObject({ staff: { name: "Ayşe K." } });
    const { audit_log: log, journal } = dumpTables(test.till.db);
    expect(JSON.stringify([log, journal])).not.toMatch(/4711|1234|not-a-hash/);
  });
});

describe("a badge", () => {
  it("signs in, switches, approves, and ends with the next one and with its person", async () => {
    const test = await asManager();
    const first = (await test.must("staff.makeBadge", { staffId: AYSE })).badge;
    const second = (await test.must("staff.makeBadge", { staffId: AYSE })).badge;
    const manager = (await test.must("staff.makeBadge", { staffId: MEHMET })).badge;
    await test.must("session.signOut", {});
    await refused(test.call("session.signIn", { badge: first }), "UnknownBadge");
    expect(await test.must("session.signIn", { badge: second.toLowerCase() })).toMatchObject({
      staff: { name: "Ayşe K." },
    });
    await test.must("basket.scan", { code: "BAKERY-001" });
    const asked = await test.call("devices.openDrawer", { reason: "change" });
    expect(asked).toMatchObject({ error: { type: "NeedsApproval" } });
    const requestId = !asked.ok && asked.error.type === "NeedsApproval" ? asked.error.requestId : "";
    await refused(test.call("approval.approve", { requestId, badge: second }), "SamePerson");
    expect(await test.must("approval.approve", { requestId, badge: manager })).toMatchObject({
      answer: { ok: true },
    });
    await test.must("session.signIn", { badge: manager });
    await test.must("staff.remove", { staffId: AYSE });
    await refused(test.call("session.signIn", { badge: second }), "UnknownBadge");
    expect(JSON.stringify(dumpTables(test.till.db)["audit_log"])).not.toContain("TWB");
  });

  it("is neither sold, searched for nor told again", async () => {
    const test = await asManager();
    const { badge } = await test.must("staff.makeBadge", { staffId: AYSE });
    expect(JSON.stringify(await test.must("staff.list", {}))).not.toMatch(/TWB|hash/);
    const answer = await test.call("basket.scan", { code: badge });
    expect(answer).toMatchObject({ error: { type: "UnknownBarcode" } });
    expect(JSON.stringify(answer)).not.toContain(badge);
  });
});

describe("people", () => {
  it("are changed by those who may, and each change says what was and is", async () => {
    const test = await asManager();
    const created = await test.must("staff.create", {
      name: "Zeynep A.",
      roleCode: "supervisor",
      pin: "4711",
    });
    await test.must("staff.update", { staffId: created.id, name: "Zeynep Ak", roleCode: "cashier" });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "staff.update",
      before: { name: "Zeynep A.", roleCode: "supervisor" },
      after: { name: "Zeynep Ak", roleCode: "cashier" },
    });
    await test.must("staff.remove", { staffId: created.id });
    await refused(
      test.call("staff.update", { staffId: created.id, name: "x", roleCode: "cashier" }),
      "UnknownStaff",
    );
    expect(test.till.staff.findById(created.id)?.name).toBe("Zeynep Ak");
    await refused(test.call("staff.create", { name: "x", roleCode: "owner", pin: "9182" }), "UnknownRole");
  });

  it("the last one who may change people and roles stays", async () => {
    const test = await asManager();
    await refused(test.call("staff.remove", { staffId: MEHMET }), "LastManager");
    await refused(
      test.call("role.setRight", { roleCode: "manager", permission: "role:update", right: DENIED }),
      "LastManager",
    );
    await test.must("staff.update", { staffId: AYSE, name: "Ayşe K.", roleCode: "manager" });
    await test.must("staff.remove", { staffId: MEHMET });
    // Who removed themselves is out at once.
    await refused(test.call("staff.list", {}), "NotSignedIn");
  });

  it("do not raise themselves, nor reach beyond their own rights by way of others", async () => {
    const test = await asManager();
    for (const permission of ["staff:update", "role:update"] as const) {
      await test.must("role.setRight", { roleCode: "supervisor", permission, right: ALLOWED });
    }
    await test.must("staff.create", { name: "Can B.", roleCode: "supervisor", pin: "4711" });
    await test.must("session.signIn", { pin: "4711" });
    const can = 3;
    await refused(
      test.call("staff.update", { staffId: can, name: "Can B.", roleCode: "manager" }),
      "OwnRole",
    );
    await refused(
      test.call("staff.update", { staffId: can, name: "Can B.", roleCode: "cashier" }),
      "OwnRole",
    );
    await refused(
      test.call("staff.update", { staffId: AYSE, name: "Ayşe K.", roleCode: "manager" }),
      "BeyondOwnRights",
    );
    await refused(
      test.call("staff.create", { name: "x", roleCode: "manager", pin: "9182" }),
      "BeyondOwnRights",
    );
    // A manager's PIN or badge is as good as being the manager.
    await refused(test.call("staff.setPin", { staffId: MEHMET, pin: "9182" }), "BeyondOwnRights");
    await refused(test.call("staff.makeBadge", { staffId: MEHMET }), "BeyondOwnRights");
    await refused(test.call("staff.remove", { staffId: MEHMET }), "BeyondOwnRights");
    await refused(
      test.call("role.setRight", { roleCode: "supervisor", permission: "backup:restore", right: ALLOWED }),
      "OwnRole",
    );
    await refused(
      test.call("role.setRight", { roleCode: "cashier", permission: "backup:restore", right: ALLOWED }),
      "BeyondOwnRights",
    );
    expect(
      await test.call("role.setRight", { roleCode: "cashier", permission: "drawer:open", right: ALLOWED }),
    ).toMatchObject({ ok: true });
  });

  it("work on with their role's rights as they are now", async () => {
    const test = await asManager();
    expect(await test.call("devices.openDrawer", { reason: "x" })).toMatchObject({ ok: true });
    await test.must("role.setRight", { roleCode: "manager", permission: "drawer:open", right: DENIED });
    await refused(test.call("devices.openDrawer", { reason: "x" }), "NotAllowed");
    // Nobody gives themselves back what was taken.
    await refused(
      test.call("role.setRight", { roleCode: "manager", permission: "drawer:open", right: ALLOWED }),
      "OwnRole",
    );
  });
});

describe("a role of the shop's own", () => {
  const trainee = async (test: TestTill): Promise<string> =>
    (await test.must("role.create", { name: "Trainee", like: "cashier" })).code;

  it("starts like another one, is changed right by right, and whoever has it may do just that", async () => {
    const test = await asManager();
    const roleCode = await trainee(test);
    const roles = await test.must("role.list", {});
    expect(roles.map(({ name }) => name)).toEqual([null, null, null, "Trainee"]);
    expect(roles[3]?.rights).toEqual(roles[0]?.rights);
    await test.must("role.setRight", { roleCode, permission: "drawer:open", right: ALLOWED });
    const can = await test.must("staff.create", { name: "Can B.", roleCode, pin: "4711" });
    expect(can).toMatchObject({ roleCode, roleName: "Trainee" });
    await test.must("session.signOut", {});
    await test.must("session.signIn", { pin: "4711" });
    expect(await test.call("devices.openDrawer", { reason: "x" })).toMatchObject({ ok: true });
    await refused(test.call("staff.list", {}), "NotAllowed");
  });

  it("has a name that no other role has, and that tells of it in the audit log", async () => {
    const test = await asManager();
    const roleCode = await trainee(test);
    for (const name of ["trainee", "Manager", "cashier"]) {
      await refused(test.call("role.create", { name, like: "cashier" }), "RoleNameTaken");
    }
    expect(await test.must("role.rename", { roleCode, name: "TRAINEE" })).toMatchObject({ name: "TRAINEE" });
    expect(test.till.audit.list({ limit: 1 })).toMatchObject([
      {
        action: "role.rename",
        subject: "role TRAINEE",
        before: { name: "Trainee" },
        after: { name: "TRAINEE" },
      },
    ]);
  });

  it("is taken away only when nobody has it; its name is then free", async () => {
    const test = await asManager();
    const roleCode = await trainee(test);
    const can = await test.must("staff.create", { name: "Can B.", roleCode, pin: "4711" });
    expect(await test.call("role.remove", { roleCode })).toMatchObject({
      error: { type: "RoleInUse", count: 1 },
    });
    await test.must("staff.remove", { staffId: can.id });
    await test.must("role.remove", { roleCode });
    await refused(test.call("staff.create", { name: "Can B.", roleCode, pin: "4712" }), "UnknownRole");
    await refused(test.call("role.rename", { roleCode, name: "x" }), "UnknownRole");
    expect(await trainee(test)).not.toBe(roleCode);
  });

  it("is not one of the program's, which keep their names and stay", async () => {
    const test = await asManager();
    for (const roleCode of ["cashier", "supervisor", "manager"]) {
      await refused(test.call("role.rename", { roleCode, name: "x" }), "RoleOfProgram");
      await refused(test.call("role.remove", { roleCode }), "RoleOfProgram");
    }
    await refused(test.call("role.create", { name: "x", like: "owner" }), "UnknownRole");
  });

  it("is made by nobody with rights that they lack", async () => {
    const test = await asManager();
    await test.must("role.setRight", { roleCode: "supervisor", permission: "role:update", right: ALLOWED });
    await test.must("staff.create", { name: "Can B.", roleCode: "supervisor", pin: "4711" });
    await test.must("session.signOut", {});
    await test.must("session.signIn", { pin: "4711" });
    await refused(test.call("role.create", { name: "Chief", like: "manager" }), "BeyondOwnRights");
    expect(await test.call("role.create", { name: "Second", like: "supervisor" })).toMatchObject({
      ok: true,
    });
  });
});

describe("a right", () => {
  it("has a limit only where something is counted, and never more above it than below", async () => {
    const test = await asManager();
    const set = (permission: "line:discount" | "drawer:open", right: Right) =>
      test.call("role.setRight", { roleCode: "cashier", permission, right });
    await refused(set("drawer:open", { grant: "allowed", limit: 5, beyond: "denied" }), "UnsoundRight");
    await refused(set("line:discount", { grant: "denied", limit: 5, beyond: "allowed" }), "UnsoundRight");
    await refused(set("line:discount", { grant: "allowed", limit: null, beyond: "denied" }), "UnsoundRight");
    expect(await set("line:discount", { grant: "allowed", limit: 500, beyond: "denied" })).toMatchObject({
      ok: true,
    });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "role.update",
      subject: "role cashier",
      before: { "line:discount": { limit: 1000 } },
      after: { "line:discount": { limit: 500, beyond: "denied" } },
    });
  });
});

describe("a till that nobody touches", () => {
  const FIVE_MINUTES = 300_000;

  it("locks itself with its basket, drops the rights, and goes on with the same person's PIN", async () => {
    const test = await asManager();
    await test.must("basket.scan", { code: "BAKERY-001" });
    test.clock.advance(FIVE_MINUTES - 1);
    await test.must("app.state", {});
    test.clock.advance(1);
    // Whatever comes after the time finds it locked, before any timer has seen it.
    await refused(test.call("basket.void", { reason: "x" }), "NotSignedIn");
    expect(await test.must("app.state", {})).toMatchObject({
      staff: null,
      lockedName: "Mehmet D.",
      basket: null,
    });
    const view = await test.must("session.signIn", { pin: "2222" });
    expect(view).toMatchObject({ staff: { name: "Mehmet D." }, lockedName: null, basket: { itemCount: 1 } });
    expect(test.till.audit.list({ limit: 2 }).map(({ action }) => action)).toEqual([
      "session.unlock",
      "session.lock",
    ]);
  });

  it("stays open while somebody works or touches it, also for longer", async () => {
    const test = await asManager();
    for (let minute = 0; minute < 12; minute += 1) {
      test.clock.advance(60_000);
      await test.must(minute % 2 === 0 ? "session.activity" : "basket.listParked", {});
    }
    expect(await test.must("app.state", {})).toMatchObject({ staff: { name: "Mehmet D." } });
  });

  it("another person's PIN takes over, and the rights of the one before are gone", async () => {
    const test = await asManager();
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("session.lock", {});
    await refused(test.call("devices.openDrawer", { reason: "x" }), "NotSignedIn");
    await test.must("session.signIn", { pin: "1111" });
    await refused(test.call("devices.openDrawer", { reason: "x" }), "NeedsApproval");
    expect(await test.must("basket.get", {})).toMatchObject({ itemCount: 1 });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "session.switch",
      staffName: "Ayşe K.",
      before: { name: "Mehmet D." },
    });
  });

  it("locks after what the shop has set, and not at all with 0", async () => {
    const test = await asManager();
    await test.must("session.setRules", {
      maxTries: 2,
      lockoutMs: 30_000,
      autoLockMs: 0,
      printsApprovals: true,
    });
    test.clock.advance(86_400_000);
    await test.must("staff.list", {});
    const soon = { maxTries: 2, lockoutMs: 30_000, autoLockMs: 999, printsApprovals: true };
    await refused(test.call("session.setRules", soon), "InvalidPayload");
    await test.must("session.setRules", {
      maxTries: 2,
      lockoutMs: 30_000,
      autoLockMs: 60_000,
      printsApprovals: true,
    });
    test.clock.advance(59_999);
    await test.must("staff.list", {});
    test.clock.advance(60_000);
    await refused(test.call("staff.list", {}), "NotSignedIn");
    await refused(test.call("session.signIn", { pin: "9999" }), "WrongPin");
    await refused(test.call("session.signIn", { pin: "9999" }), "LockedOut");
    test.clock.advance(30_000);
    await test.must("session.signIn", { pin: "2222" });
  });

  it("is not kept open for hours by a clock that was put back", async () => {
    const test = await asManager();
    test.clock.advance(-7_200_000);
    await test.must("app.state", {});
    test.clock.advance(FIVE_MINUTES);
    await refused(test.call("staff.list", {}), "NotSignedIn");
  });
});

describe("a PIN typed into the search box", () => {
  it("signs nobody in, is counted for nothing, and stands nowhere afterwards", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test);
    await test.must("basket.scan", { code: "BAKERY-001" });
    const before = dumpTables(test.till.db);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("2222", "1111", "9999", "22222222"), async (pin) => {
        await test.must("catalogue.search", { text: pin, limit: 20 });
        const answer = await test.call("basket.scan", { code: pin });
        expect(answer).toMatchObject({ error: { type: "UnknownBarcode", code: "•".repeat(pin.length) } });
        await refused(test.call("catalogue.priceCheck", { code: pin }), "UnknownBarcode");
        await refused(test.call("basket.addCoupon", { code: pin }), "UnknownCoupon");
      }),
      { numRuns: 12 },
    );
    expect(dumpTables(test.till.db)).toEqual(before);
    expect(await test.must("app.state", {})).toMatchObject({ staff: { name: "Ayşe K." } });
  });
});
