/** Who may do what is decided where the rows are written: every procedure, every person, every payload. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { procedures, type ProcedureName } from "../../contracts/ipc.ts";
import type { Grant } from "../../domain/staff/rights.ts";
import { createHandlers } from "../../electron/ipc/till-handlers.ts";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import {
  hostileCall,
  procedureNames,
  validCall,
  validPayloads,
  withOpenIds,
} from "../support/random-calls.ts";
import { dumpTables } from "../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const OPEN_TO_ALL: readonly ProcedureName[] = [
  "app.state",
  "session.signIn",
  "session.signOut",
  "session.setLanguage",
  "devices.state",
  "customerScreen.state",
  "scan.waiting",
  "scan.done",
];

/** What the gate says to a cashier who calls this, before any limit is looked at. */
const grantFor = (test: TestTill, name: ProcedureName): Grant => {
  const { needs } = createHandlers(test.till)[name];
  const rights = test.till.roles.find("cashier")?.rights;
  return needs === "nobody" || needs === "staff" ? "allowed" : (rights?.[needs].grant ?? "denied");
};

const heldBack = (test: TestTill, grant: Grant): readonly ProcedureName[] =>
  procedureNames.filter((name) => grantFor(test, name) === grant);

/** A till with a sale, an open basket of two lines and a parked one: something to get at in every table. */
const furnished = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 3000 });
  await test.must("payment.cash", { tenderedMinor: null });
  await test.must("basket.scan", { code: "BAKERY-002" });
  await test.must("basket.park", { label: "parked" });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.scan", { code: "BAKERY-002" });
  await test.printed();
  return test;
};

const changesOf = (test: TestTill): number =>
  test.till.db.sqlite.prepare("SELECT total_changes()").pluck().get() as number;

const errorOf = (answer: unknown): string => {
  expect(answer).toMatchObject({ ok: expect.any(Boolean) });
  const { error } = answer as { readonly error?: { readonly type: string } };
  return error?.type ?? "";
};

const REFUSED = ["NotAllowed", "NeedsApproval", "NotSignedIn", "InvalidPayload", "UnknownProcedure"];

/** Sends any payload; refusals must have written nothing, and nothing may ever be called a bug. */
const send = async (test: TestTill, name: string, payload: unknown): Promise<string> => {
  const before = changesOf(test);
  const type = errorOf(await test.callRaw(name, payload));
  if (REFUSED.includes(type)) {
    expect(changesOf(test)).toBe(before);
  }
  expect([name, type, test.bugs]).not.toContain("Internal");
  expect(test.bugs).toEqual([]);
  await test.printed();
  return type;
};

describe("the table of procedures", () => {
  it("is covered here as a whole", () => {
    expect(procedureNames.toSorted()).toEqual(Object.keys(procedures).toSorted());
  });

  it("keeps these from a cashier", () => {
    const test = openTestTill({ dataDir: ":memory:" });
    expect(heldBack(test, "approval").toSorted()).toEqual([
      "basket.exceedLimit",
      "basket.exemptTax",
      "basket.overridePrice",
      "cash.payOut",
      "customer.erase",
      "customer.export",
      "customer.merge",
      "devices.openDrawer",
      "giftCard.setBlocked",
      "loyalty.adjust",
      "membership.cancel",
      "refund.withoutReceipt",
      "report.reprintZ",
      "report.x",
      "report.z",
      "report.zList",
    ]);
    expect(heldBack(test, "denied").toSorted()).toEqual([
      "audit.list",
      "audit.people",
      "backup.check",
      "backup.create",
      "backup.list",
      "backup.rehearse",
      "backup.restore",
      "barcode.rules",
      "barcode.setRules",
      "barcode.try",
      "campaign.setGivesBack",
      "campaign.uses",
      "coupon.batches",
      "coupon.campaigns",
      "coupon.cancelBatch",
      "coupon.cancelPrinting",
      "coupon.create",
      "coupon.createBatch",
      "coupon.delete",
      "coupon.distribute",
      "coupon.give",
      "coupon.issueSigned",
      "coupon.keys",
      "coupon.list",
      "coupon.print",
      "coupon.printBatch",
      "coupon.resumeBatch",
      "coupon.resumePrinting",
      "coupon.setKey",
      "coupon.update",
      "coupon.uses",
      "customer.setRules",
      "customerScreen.setSetup",
      "devices.findPrinters",
      "devices.scanNetwork",
      "devices.setPrinter",
      "devices.setTerminal",
      "devices.simulate",
      "display.test",
      "giftCard.adjust",
      "giftCard.get",
      "giftCard.list",
      "giftCard.rules",
      "giftCard.setRules",
      "jobs.list",
      "jobs.run",
      "journal.verify",
      "loyalty.setProgram",
      "membership.createPlan",
      "membership.putCoupon",
      "membership.removeCoupon",
      "membership.removePlan",
      "membership.settings",
      "membership.updatePlan",
      "participation.cancel",
      "receiptLogo.remove",
      "receiptLogo.set",
      "referral.program",
      "referral.setProgram",
      "role.create",
      "role.list",
      "role.remove",
      "role.rename",
      "role.setRight",
      "saleRules.get",
      "saleRules.set",
      "search.rebuild",
      "segment.addMember",
      "segment.create",
      "segment.delete",
      "segment.list",
      "segment.members",
      "segment.preview",
      "segment.refresh",
      "segment.removeMember",
      "segment.update",
      "serial.config",
      "serial.ports",
      "serial.setConfig",
      "session.rules",
      "session.setRules",
      "shift.setDrawerMode",
      "staff.create",
      "staff.list",
      "staff.makeBadge",
      "staff.remove",
      "staff.removeBadge",
      "staff.setPin",
      "staff.update",
    ]);
  });

  it.each(procedureNames)("accepts the payloads that the tests call valid: %s", (name) => {
    fc.assert(
      fc.property(validPayloads[name], (payload) => {
        expect(procedures[name].payload.safeParse(payload).success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("does not know what is not in it, nor what every object has", async () => {
    const test = await furnished();
    for (const name of ["basket.steal", "constructor", "__proto__", "toString", "", "x".repeat(10_000)]) {
      expect(await send(test, name, {})).toBe("UnknownProcedure");
    }
  });
});

describe("before sign-in", () => {
  const guarded = procedureNames.filter((name) => !OPEN_TO_ALL.includes(name));

  it.each(guarded)("%s is refused and writes nothing", async (name) => {
    const test = await furnished();
    await test.must("session.signOut", {});
    const before = dumpTables(test.till.db);
    const answers = new Set<string>();
    for (const payload of fc.sample(validPayloads[name], { seed: 7, numRuns: 10 })) {
      answers.add(await send(test, name, withOpenIds(test, payload)));
    }
    // Text that is not Unicode is refused for what it is.
    answers.delete("InvalidPayload");
    expect([...answers]).toEqual(["NotSignedIn"]);
    expect(dumpTables(test.till.db)).toEqual(before);
  });

  it("shows the store and the devices, but not what is in the basket", async () => {
    const test = await furnished();
    await test.must("session.signOut", {});
    expect(await test.must("app.state", {})).toMatchObject({ staff: null, basket: null });
    await test.must("devices.state", {});
    await test.must("session.setLanguage", { language: "es" });
  });
});

const heldBackNow = (["approval", "denied"] as const).flatMap((grant) =>
  heldBack(openTestTill({ dataDir: ":memory:" }), grant),
);

describe("as a cashier", () => {
  it.each(heldBackNow)("%s is refused and writes nothing", async (name) => {
    const test = await furnished();
    const before = dumpTables(test.till.db);
    for (const payload of fc.sample(validPayloads[name], { seed: 7, numRuns: 20 })) {
      expect(REFUSED).toContain(await send(test, name, withOpenIds(test, payload)));
    }
    expect(dumpTables(test.till.db)).toEqual(before);
  });

  it("a price comes with an open-price item only", async () => {
    const test = await furnished();
    const idOf = (sku: string): number => test.till.products.findBySku(sku)?.id ?? 0;
    const open = test.till.products.search("", 1);
    expect(open).toEqual([]);
    const openPrice = test.till.db.sqlite
      .prepare("SELECT id FROM product WHERE open_price = 1 AND for_sale = 1")
      .pluck()
      .get() as number;
    const add = (productId: number, unitPriceMinor: number) =>
      test.call("basket.addProduct", { productId, unitPriceMinor, reason: "label" });
    const before = dumpTables(test.till.db);
    for (const unitPriceMinor of [0, 1, 1499, 1501, 9999]) {
      expect(await add(idOf("BAKERY-001"), unitPriceMinor)).toMatchObject({
        error: { type: "NeedsApproval", permission: "price:override" },
      });
    }
    expect(await add(987_654, 1)).toMatchObject({ ok: false });
    expect(dumpTables(test.till.db)).toEqual(before);
    expect(await add(openPrice, 1234)).toMatchObject({ ok: true });
  });

  it("a manager's price on adding is an override: audited, with the list price beside it, on a line of its own", async () => {
    const test = await furnished();
    await signIn(test, "manager");
    const productId = test.till.products.findBySku("BAKERY-001")?.id ?? 0;
    const cheap = { productId, unitPriceMinor: 1000 };
    expect(await test.call("basket.addProduct", cheap)).toMatchObject({ error: { type: "ReasonMissing" } });
    const basket = await test.must("basket.addProduct", { ...cheap, reason: "label" });
    expect(basket.lines).toHaveLength(3);
    expect(basket.lines[2]).toMatchObject({ unitPriceMinor: 1000, listUnitPriceMinor: 1500 });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "price.override",
      staffName: "Mehmet D.",
      before: { unitPriceMinor: 1500 },
      after: { unitPriceMinor: 1000 },
      reason: "label",
    });
    const plain = await test.must("basket.addProduct", { productId, unitPriceMinor: 1500 });
    expect(plain.lines[0]).toMatchObject({ quantityMilli: 2000, listUnitPriceMinor: null });
  });
});

describe("hostile payloads", () => {
  it("what is not plain data is refused in words, not met as a bug", async () => {
    const test = await furnished();
    const ring: unknown[] = [];
    ring.push(ring);
    for (const ownPrefixes of [Uint16Array.from([0]), new Map([["a", 1]]), ring]) {
      const rules = { ownPrefixes, labels: [], gs1Separator: null, refusesExpired: false };
      expect(await test.callRaw("barcode.setRules", rules)).toEqual({
        ok: false,
        error: { type: "InvalidPayload", problems: ["payload: not plain data"] },
      });
    }
    expect(test.bugs).toEqual([]);
  });

  /** Tables that no cashier's procedure writes, whatever it is sent. */
  const GUARDED = ["product", "price", "tax_rate", "staff", "role", "device", "journal_epoch"];
  const PRIVILEGED_ACTIONS = ["price.override", "drawer.open"];

  it("before sign-in: never a bug, never a row but failed sign-ins and the language", async () => {
    const test = await furnished();
    await test.must("session.signOut", {});
    const names = procedureNames.filter(
      (name) => name !== "session.signIn" && name !== "session.setLanguage",
    );
    const before = dumpTables(test.till.db);
    await fc.assert(
      fc.asyncProperty(hostileCall(names), async ({ name, payload }) => {
        await send(test, name, withOpenIds(test, payload));
      }),
      { numRuns: 800 },
    );
    expect(dumpTables(test.till.db)).toEqual(before);
  });

  const asCashier = async (): Promise<TestTill> => furnished();
  /** The rights of the manager who was here a moment ago are gone with them. */
  const afterManager = async (): Promise<TestTill> => {
    const test = await furnished();
    await signIn(test, "manager");
    await test.must("staff.list", {});
    await test.must("session.signIn", { pin: "1111" });
    return test;
  };

  it.each([
    ["as a cashier", asCashier],
    ["as a cashier after a manager", afterManager],
  ])("%s: never a bug, never a privileged write", async (_who, start) => {
    const test = await start();
    const names = procedureNames.filter((name) => !name.startsWith("session."));
    // The catalogue's own gift card is made with the first one that is sold, by whoever sells it.
    await test.must("giftCard.sell", { amountMinor: 1000 });
    const before = dumpTables(test.till.db);
    await fc.assert(
      fc.asyncProperty(hostileCall(names), async ({ name, payload }) => {
        const type = await send(test, name, withOpenIds(test, payload));
        if (grantFor(test, name) !== "allowed") {
          expect(REFUSED).toContain(type);
        }
      }),
      { numRuns: 900 },
    );
    const after = dumpTables(test.till.db);
    for (const table of GUARDED) {
      expect(after[table]).toEqual(before[table]);
    }
    const actions = test.till.audit.list({ limit: 100_000 }).map((entry) => entry.action);
    expect(actions.filter((action) => PRIVILEGED_ACTIONS.includes(action))).toEqual([]);
    const forbidden = test.till.db.sqlite
      .prepare(
        "SELECT count(*) FROM sale WHERE kind = 'refund' AND trace_json LIKE '%\"withoutReceipt\":true%'",
      )
      .pluck()
      .get();
    expect(forbidden).toBe(0);
  });

  it.each(["cashier", "manager"] as const)(
    "valid ones in any order as %s: never a bug, and the journal holds",
    async (who) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(validCall(procedureNames.filter((name) => !name.startsWith("session."))), {
            minLength: 10,
            maxLength: 60,
          }),
          async (calls) => {
            const test = await furnished();
            await signIn(test, who);
            for (const { name, payload } of calls) {
              await send(test, name, withOpenIds(test, payload));
            }
            expect(verifyJournal(test.till)).toMatchObject({ ok: true });
            await test.close();
          },
        ),
        { numRuns: 35 },
      );
    },
  );
});

describe("text that is not Unicode", () => {
  it("is refused: the stored refund would differ from what the journal signed", async () => {
    const test = await furnished();
    const refund = {
      receiptNumber: "S1-T1-000001",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
    };
    expect(await send(test, "refund.byReceipt", { ...refund, reason: "half an emoji: \ud83d" })).toBe(
      "InvalidPayload",
    );
    expect(
      await send(test, "refund.byReceipt", { ...refund, reason: "\u0000 a whole one: \ud83d\ude00" }),
    ).toBe("");
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  });
});

describe("rights", () => {
  const override = { lineId: "", unitPriceMinor: 1, reason: "x" };

  it("go with the person: dropped at sign-out, changed with the next one", async () => {
    const test = await furnished();
    const lineId = (await test.must("basket.get", {}))?.lines[0]?.id ?? "";
    expect(await test.call("basket.overridePrice", { ...override, lineId })).toMatchObject({
      error: { type: "NeedsApproval" },
    });
    await signIn(test, "manager");
    await test.must("basket.overridePrice", { ...override, lineId });
    await signIn(test, "cashier");
    expect(await test.call("basket.overridePrice", { ...override, lineId })).toMatchObject({
      error: { type: "NeedsApproval" },
    });
    await signIn(test, "manager");
    await test.must("session.signOut", {});
    expect(await test.call("basket.overridePrice", { ...override, lineId })).toMatchObject({
      error: { type: "NotSignedIn" },
    });
    await signIn(test, "cashier");
    expect((await test.must("basket.get", {}))?.lines).toHaveLength(2);
  });

  it("a person is signed out also when that cannot be noted", async () => {
    const test = await furnished();
    const { sqlite } = test.till.db;
    sqlite.exec(
      "CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT raise(ABORT, 'no room'); END",
    );
    await test.call("session.signOut", {});
    expect(await test.call("basket.get", {})).toMatchObject({ error: { type: "NotSignedIn" } });
  });
});

describe("the PIN pad", () => {
  const tryPin = (test: TestTill, pin: string) => test.call("session.signIn", { pin });

  it("locks after five wrong PINs, whoever typed them, and opens again by time", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await tryPin(test, `${String(triesLeft)}999`)).toMatchObject({
        error: { type: "WrongPin", triesLeft },
      });
    }
    const locked = await tryPin(test, "9999");
    expect(locked).toMatchObject({ error: { type: "LockedOut" } });
    for (const pin of ["1111", "2222"]) {
      expect(await tryPin(test, pin)).toEqual(locked);
    }
    test.clock.advance(59_999);
    expect(await tryPin(test, "2222")).toEqual(locked);
    test.clock.advance(1);
    expect(await tryPin(test, "2222")).toMatchObject({ ok: true });
    const wrong = Array.from({ length: 5 }, () => "signIn.wrong");
    expect(test.till.audit.list({ limit: 9 }).map((entry) => entry.action)).toEqual([
      "signIn",
      "signIn.lockedOut",
      ...wrong,
    ]);
    expect(test.till.audit.list({ limit: 9 })[2]).toMatchObject({
      staffId: null,
      after: { credential: "pin", pad: "signIn", tries: 5 },
    });
    expect(JSON.stringify(test.till.audit.list({ limit: 9 }))).not.toMatch(/\d999/);
  });

  it("a right PIN between wrong ones gains nobody another try", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test);
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await tryPin(test, "9999")).toMatchObject({ error: { type: "WrongPin", triesLeft } });
      expect(await tryPin(test, "1111")).toMatchObject({ ok: true });
    }
    expect(await tryPin(test, "9999")).toMatchObject({ error: { type: "LockedOut" } });
  });

  it("has one more try after each lock for a while, and forgets a wrong one after a quarter of an hour", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    for (let count = 0; count < 5; count += 1) {
      await tryPin(test, "9999");
    }
    test.clock.advance(60_000);
    expect(await tryPin(test, "9999")).toMatchObject({ error: { type: "LockedOut" } });
    test.clock.advance(60_000);
    expect(await tryPin(test, "1111")).toMatchObject({ ok: true });
    test.clock.advance(15 * 60_000 - 60_001);
    expect(await tryPin(test, "9999")).toMatchObject({ error: { type: "WrongPin", triesLeft: 3 } });
    test.clock.advance(15 * 60_000);
    expect(await tryPin(test, "9999")).toMatchObject({ error: { type: "WrongPin", triesLeft: 4 } });
  });

  it("does not stay locked for years because a wrong clock was put right", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    for (let count = 0; count < 5; count += 1) {
      await tryPin(test, "9999");
    }
    test.clock.advance(-400 * 86_400_000);
    expect(await tryPin(test, "1111")).toMatchObject({ ok: true });
  });

  it("is not outrun by many tries at once", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    const guesses = [...Array.from({ length: 30 }, (_, index) => String(3000 + index)), "2222"];
    const answers = await Promise.all(guesses.map((pin) => tryPin(test, pin)));
    const count = (type: string): number =>
      answers.filter((answer) => !answer.ok && answer.error.type === type).length;
    expect([count("WrongPin"), count("LockedOut"), answers.some((answer) => answer.ok)]).toEqual([
      4,
      27,
      false,
    ]);
    expect(await test.call("basket.get", {})).toMatchObject({ error: { type: "NotSignedIn" } });
  });
});
