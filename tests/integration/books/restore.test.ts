/** Backups made, checked, refused and restored: what is lost is said, nothing is given twice, both epochs verify. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../support/seeded-random.ts";
import { openTestTill, signIn, START_MS, type TestTill } from "../../support/test-till.ts";
import { testSeed } from "../../support/test-seed.ts";

const folders: string[] = [];
const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "books-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const DAY_MS = 86_400_000;

/** A till whose database can really be replaced: closed and opened again on the same folder. */
const openTill = async (
  dataDir = makeFolder(),
): Promise<{ test: TestTill; reopened: () => Promise<TestTill> }> => {
  let closed: Promise<void> | null = null;
  const test = openTestTill({
    dataDir,
    books: {
      reopenAfter: async (work) => {
        work();
        closed = test.close();
        await closed;
        return true;
      },
    },
  });
  await signIn(test, "manager");
  return {
    test,
    reopened: async () => {
      await closed;
      const { test: next } = await openTill(dataDir);
      next.clock.set(test.clock.nowMs());
      return next;
    },
  };
};

const sell = async (test: TestTill): Promise<string> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  await test.printed();
  return paid.kind === "completed" ? paid.sale.receiptNumber : "";
};

const backup = async (test: TestTill): Promise<string> =>
  (await test.must("backup.create", { folder: makeFolder() })).path;

const restore = (test: TestTill, path: string) =>
  test.must("backup.restore", { path, confirmation: "s1-t1", reason: "test" });

describe("restoring", () => {
  it("says what would be lost, goes on above the lost numbers, and both epochs verify", async () => {
    const { test, reopened } = await openTill();
    await sell(test);
    const path = await backup(test);
    await test.must("basket.scan", { code: "BAKERY-002" });
    await test.must("basket.park", { label: null });
    const lost = [await sell(test), await sell(test)];
    await test.must("refund.byReceipt", {
      receiptNumber: lost[0] ?? "",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "r",
    });
    await test.must("session.setLanguage", { language: "tr" });
    await test.must("basket.scan", { code: "BAKERY-002" });
    const rehearsed = await test.must("backup.rehearse", { path });
    expect(rehearsed).toMatchObject({
      facts: { till: "S1-T1", sales: 1, isOlder: false },
      lost: {
        sales: 2,
        salesMinor: 3000,
        refunds: 1,
        refundsMinor: -1500,
        firstReceipt: "S1-T1-000002",
        lastReceipt: "S1-T1-000004",
        configurationChanges: 1,
        openBasketLines: 1,
        parkedBaskets: 1,
      },
      nextReceipt: "S1-T1-000005",
    });
    const { setAside } = await restore(test, path);
    const after = await reopened();
    expect(existsSync(join(test.dataDir, setAside))).toBe(true);
    expect(after.till.sales.count()).toBe(1);
    expect((await after.must("app.state", {})).language).toBe("en");
    expect(await sell(after)).toBe("S1-T1-000005");
    expect(await sell(after)).toBe("S1-T1-000006");
    expect(await after.must("journal.verify", {})).toMatchObject({ sales: 3, epochs: 2 });
    expect(
      after.till.audit.list({ limit: 99 }).find(({ action }) => action === "backup.restore"),
    ).toMatchObject({
      staffName: "Mehmet D.",
      reason: "test",
      before: { sales: 2, salesMinor: 3000 },
      after: { setAside, lastReceiptGiven: 4, epoch: 2 },
    });
    await after.close();
    const aside = new Database(join(test.dataDir, setAside), { readonly: true });
    expect(aside.prepare("SELECT count(*) FROM sale").pluck().get()).toBe(4);
    aside.close();
  });

  it("of the same backup again and again never gives a number or an epoch twice", async () => {
    let { test, reopened } = await openTill();
    const path = await backup(test);
    const given: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      given.push(await sell(test), await sell(test));
      expect((await test.must("backup.rehearse", { path })).nextReceipt).toBe(
        `S1-T1-00000${String(2 * round + 1)}`,
      );
      await restore(test, path);
      const next = await reopened();
      await next.close();
      ({ test, reopened } = await openTill(test.dataDir));
      expect(test.till.journalRepository.epochs().map(({ epoch }) => epoch)).toEqual([1, round + 1]);
    }
    expect(new Set(given).size).toBe(8);
    expect(await test.must("journal.verify", {})).toMatchObject({ epochs: 2 });
    await test.close();
  });

  it("a basket that was open in the backup comes back under another id, and old receipts do not print again", async () => {
    const { test, reopened } = await openTill();
    test.printer.fail = "offline";
    await sell(test);
    await test.must("basket.scan", { code: "BAKERY-002" });
    const before = await test.must("basket.get", {});
    const path = await backup(test);
    test.printer.fail = null;
    await test.must("payment.cash", { tenderedMinor: null });
    await test.must("backup.rehearse", { path });
    await restore(test, path);
    const after = await reopened();
    const basket = await after.must("basket.get", {});
    expect(basket?.lines.map((line) => line.sku)).toEqual(before?.lines.map((line) => line.sku));
    expect(basket?.id).not.toBe(before?.id);
    await after.printed();
    expect(after.printer.jobs).toEqual([]);
    await after.must("payment.cash", { tenderedMinor: null });
    expect(await after.must("journal.verify", {})).toMatchObject({ sales: 2, epochs: 2 });
    await after.close();
  });

  it("needs the rehearsed file itself, the till's name, and the right", async () => {
    const { test } = await openTill();
    const path = await backup(test);
    const order = { path, confirmation: "S1-T1", reason: "" };
    expect(await test.call("backup.restore", order)).toMatchObject({ error: { type: "NotRehearsed" } });
    await test.must("backup.rehearse", { path });
    expect(await test.call("backup.restore", { ...order, confirmation: "yes" })).toMatchObject({
      error: { type: "WrongConfirmation", till: "S1-T1" },
    });
    copyFileSync(await backup(test), path);
    expect(await test.call("backup.restore", order)).toMatchObject({ error: { type: "NotRehearsed" } });
    await signIn(test, "cashier");
    for (const name of ["backup.create", "backup.rehearse", "backup.restore"]) {
      const payload = {
        "backup.create": { folder: null },
        "backup.rehearse": { path },
        "backup.restore": order,
      };
      expect(await test.callRaw(name, payload[name as keyof typeof payload])).toMatchObject({ ok: false });
    }
    await test.close();
  });
});

describe("a file that is no whole backup of this till", () => {
  it("is refused with its reason, and the till is as it was", async () => {
    const { test } = await openTill();
    await sell(test);
    const path = await backup(test);
    const folder = makeFolder();
    const file = (name: string, content: Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const altered = (name: string, sql: string): string => {
      const copy = join(folder, name);
      copyFileSync(path, copy);
      const sqlite = new Database(copy);
      sqlite.exec(sql);
      sqlite.close();
      return copy;
    };
    const refusal = async (candidate: string): Promise<unknown> => {
      const answer = await test.call("backup.rehearse", { path: candidate });
      return answer.ok ? null : answer.error.type;
    };
    expect(await refusal(join(folder, "missing"))).toBe("NoSuchFile");
    expect(await refusal(folder)).toBe("NoSuchFile");
    expect(await refusal(file("text", Buffer.from("A shopping list, which is no database at all")))).toBe(
      "NotABackup",
    );
    expect(await refusal(file("half", readFileSync(path).subarray(0, 8192)))).toBe("DamagedBackup");
    const foreign = new Database(join(folder, "foreign"));
    foreign.exec("CREATE TABLE recipe (name TEXT)");
    foreign.close();
    expect(await refusal(join(folder, "foreign"))).toBe("NotABackup");
    expect(
      await refusal(
        altered("newer", "INSERT INTO schema_migration VALUES (9990, '9990-x', '" + "0".repeat(64) + "', 1)"),
      ),
    ).toBe("NewerBackup");
    expect(
      await refusal(
        altered(
          "other",
          `UPDATE setting SET value = json_set(value, '$.tillCode', 'T9') WHERE key = 'store.profile'`,
        ),
      ),
    ).toBe("OtherTill");
    expect(
      await refusal(
        altered(
          "edited",
          "DROP TRIGGER sale_no_update; UPDATE sale SET total_minor = total_minor + 1, payable_minor = payable_minor + 1",
        ),
      ),
    ).toBe("BackupJournalBroken");
    expect(await refusal(join(test.dataDir, "till.sqlite"))).toBe("NotABackup");
    expect(test.till.sales.count()).toBe(1);
    expect(readdirSync(test.dataDir).filter((name) => name.includes("rehearsal"))).toEqual([]);
    await test.close();
  });

  it("with random bytes flipped is never restored as if it were whole", async () => {
    const seed = testSeed;
    const random = seededRandom(seed);
    const { test } = await openTill();
    for (let sale = 0; sale < 3; sale += 1) await sell(test);
    const path = await backup(test);
    const bytes = readFileSync(path);
    const whole = await test.must("backup.rehearse", { path });
    const broken = join(makeFolder(), "broken.sqlite");
    let refused = 0;
    for (let round = 0; round < 60; round += 1) {
      const damaged = Buffer.from(bytes);
      for (let flip = 0; flip < 8; flip += 1) {
        const at = random.between(0, damaged.length - 1);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << random.between(0, 7));
      }
      writeFileSync(broken, damaged);
      const answer = await test.call("backup.rehearse", { path: broken });
      if (!answer.ok) {
        refused += 1;
        expect(
          [
            "DamagedBackup",
            "NotABackup",
            "OtherVersion",
            "NewerBackup",
            "OtherTill",
            "BackupJournalBroken",
            "UnreadableFile",
          ],
          `seed ${String(seed)}`,
        ).toContain(answer.error.type);
      } else {
        // What was hit is free space, or text outside the journal and the sales: those it vouches for are the same.
        expect(answer.value.facts, `seed ${String(seed)}`).toEqual(whole.facts);
      }
      expect(test.bugs, `seed ${String(seed)}`).toEqual([]);
    }
    expect(refused).toBeGreaterThan(0);
    await test.close();
  });
});

describe("backups", () => {
  it("are made of a till that sells meanwhile, and are whole", async () => {
    const { test } = await openTill();
    const folder = makeFolder();
    const making = test.call("backup.create", { folder });
    await sell(test);
    const made = await making;
    expect(made).toMatchObject({ ok: true, value: { sameDisk: true } });
    expect(await test.must("backup.check", { path: made.ok ? made.value.path : "" })).toMatchObject({
      till: "S1-T1",
    });
    const { backups, lastFolder } = await test.must("backup.list", {});
    expect(lastFolder).toBe(folder);
    expect(backups[0]).toMatchObject({ kind: "hand", state: "verified", madeAtMs: START_MS });
    await test.close();
  });

  it("name what is wrong with the folder, and leave nothing there", async () => {
    const { test } = await openTill();
    const folder = makeFolder();
    const file = join(folder, "a file");
    writeFileSync(file, "");
    for (const wrong of [join(folder, "missing"), file]) {
      expect(await test.call("backup.create", { folder: wrong })).toMatchObject({
        error: { type: "NoSuchFolder", folder: wrong },
      });
    }
    const taken = join(folder, `hand-S1-T1-2026-11-20-${String(START_MS)}.sqlite.partial`);
    mkdirSync(taken);
    writeFileSync(join(taken, "x"), "");
    expect(await test.call("backup.create", { folder })).toMatchObject({ ok: false });
    await test.close();
  });

  it("of a day are made once, also after days off; fourteen stay, and no other kind ever goes", async () => {
    const { test } = await openTill();
    const { daily } = test.till.books;
    const hand = (await test.must("backup.create", { folder: null })).path;
    const before = join(test.dataDir, "backups", `before-0120-books-${String(START_MS - DAY_MS)}.sqlite`);
    copyFileSync(hand, before);
    for (let day = 0; day < 17; day += 1) {
      expect(await daily.tick()).toMatchObject({ ok: true });
      expect(await daily.tick()).toBeNull();
      test.clock.advance(day === 5 ? 10 * DAY_MS : DAY_MS);
    }
    const { backups } = await test.must("backup.list", {});
    const ofKind = (kind: string) => backups.filter((known) => known.kind === kind);
    expect(ofKind("daily")).toHaveLength(14);
    expect(ofKind("daily").every((known) => known.state === "verified")).toBe(true);
    expect([ofKind("hand").length, ofKind("migration").length]).toEqual([1, 1]);
    expect(existsSync(hand) && existsSync(before)).toBe(true);
    await test.close();
  });

  it("of a day waits while somebody is rung up, but not for ever, and a failure is told and tried again", async () => {
    const { test } = await openTill();
    const { daily } = test.till.books;
    await test.must("basket.scan", { code: "BAKERY-001" });
    expect(await daily.tick()).toBeNull();
    test.clock.advance(3_600_000);
    const inTheWay = join(test.dataDir, "backups");
    mkdirSync(inTheWay, { recursive: true });
    const draft = join(inTheWay, `daily-S1-T1-2026-11-20-${String(test.clock.nowMs())}.sqlite.partial`);
    mkdirSync(draft);
    await daily.tick().catch(() => null);
    rmSync(draft, { recursive: true });
    test.clock.advance(3_600_001);
    expect(await daily.tick()).toMatchObject({ ok: true });
    expect(daily.problem()).toBeNull();
    await test.close();
  });
});
