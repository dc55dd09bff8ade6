/**
 * A real till process on a real file: restored while pages are open, killed at random instants of a backup, and
 * after each step of a restore and of finishing it. The till opens on the old database or the new one, whole, and no number is given twice.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dataPaths } from "../../../electron/system/open-till.ts";
import { inspectDatabase } from "../../crash/inspect-database.ts";
import { startRunningTill, type RunningTill } from "../../support/running-till.ts";
import { rootDir } from "../../support/source-files.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { connectToTill, type TillClient } from "../../support/till-client.ts";
import { testSeed } from "../../support/test-seed.ts";

let dir: string;
let rendererDir: string;
let till: RunningTill | null = null;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "restore-process-"));
  rendererDir = mkdtempSync(join(tmpdir(), "restore-screens-"));
  writeFileSync(join(rendererDir, "index.html"), "<html><head></head></html>");
});

afterEach(async () => {
  await till?.kill();
  till = null;
  for (const folder of [dir, rendererDir]) rmSync(folder, { recursive: true, force: true });
});

const dataDir = (): string => join(dir, "till");

const start = async (env: Readonly<Record<string, string>> = {}): Promise<TillClient> => {
  till = await startRunningTill({ dataDir: dataDir(), rendererDir, env });
  const client = await connectToTill(till.url);
  await signInAndOpen(client);
  return client;
};

/** A process that dies right after so many steps of replacing its database. */
const dyingAfter = (step: number, during: "restoring" | "opening"): Readonly<Record<string, string>> => ({
  TILLWRIGHT_DIE_WHILE: during,
  TILLWRIGHT_DIE_AFTER_STEP: String(step),
  NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --import ${preload}`,
});

const preload = pathToFileURL(join(rootDir, "tests", "support", "die-at-replacing.ts")).href;

const signInAndOpen = async (client: TillClient): Promise<void> => {
  const signedIn = await client.call("session.signIn", { pin: "2222" });
  expect(signedIn).toMatchObject({ ok: true });
  // Without an open shift no cash is taken; where one is open already this is refused and does no harm.
  await client.call("shift.open", { float: { totalMinor: 0 } });
};

const sell = async (client: TillClient): Promise<string | null> => {
  const scanned = await client.call("basket.scan", { code: "BAKERY-001" });
  const paid = scanned?.ok ? await client.call("payment.cash", { tenderedMinor: null }) : null;
  return paid?.ok && paid.value.kind === "completed" ? paid.value.sale.receiptNumber : null;
};

const faults = (): readonly string[] =>
  inspectDatabase(dataPaths(dataDir()).database).faults.filter(
    // Numbers do jump after a restore; that each jump is one that the journal tells of is its verification's to see.
    (fault) => !fault.startsWith("a gap in the receipt numbers"),
  );

it("restores under open pages: they stay connected, are told, and sell on above the lost numbers", async () => {
  const client = await start();
  expect(await sell(client)).toBe("S1-T1-000001");
  const made = await client.call("backup.create", { folder: dir });
  const path = made?.ok ? made.value.path : "";
  expect(await sell(client)).toBe("S1-T1-000002");
  expect(await client.call("backup.rehearse", { path })).toMatchObject({
    ok: true,
    value: { lost: { sales: 1 }, nextReceipt: "S1-T1-000003" },
  });
  const restored = await client.call("backup.restore", { path, confirmation: "S1-T1", reason: "test" });
  expect(restored).toMatchObject({ ok: true });
  expect(await client.call("basket.get", {})).toMatchObject({ error: { type: "NotSignedIn" } });
  await signInAndOpen(client);
  expect(await sell(client)).toBe("S1-T1-000003");
  expect(await client.call("journal.verify", {})).toMatchObject({ ok: true, value: { sales: 2, epochs: 2 } });
  expect(await till?.stop()).toBe(0);
  expect(till?.errors()).toBe("");
  till = null;
  expect(faults()).toEqual([]);
});

it("killed during backups: what has a backup's name is whole, and the till too", async () => {
  const seed = testSeed;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(dir, "stick-"));
  for (let round = 0; round < 3; round += 1) {
    const client = await start();
    await sell(client);
    const making = client.call("backup.create", { folder });
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 250)));
    await till?.kill();
    await making;
    expect(faults(), `seed ${String(seed)}`).toEqual([]);
  }
  const client = await start();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".sqlite"))) {
    expect(await client.call("backup.check", { path: join(folder, file) })).toMatchObject({ ok: true });
  }
});

interface Restored {
  /** false: it died before. */
  readonly answered: boolean;
  readonly lastReceipt: string;
}

/** Sells, rehearses and restores in a till that may die of it, and dies then in any case. */
const restoreAndDie = async (client: TillClient, path: string): Promise<Restored> => {
  const lastReceipt = (await sell(client)) ?? "";
  expect(await client.call("backup.rehearse", { path })).toMatchObject({ ok: true });
  const order = { path, confirmation: "S1-T1", reason: "test" };
  const answer = await client.call("backup.restore", order);
  expect(answer ?? { ok: true }).toMatchObject({ ok: true });
  await till?.kill();
  return { answered: answer !== null, lastReceipt };
};

const setAside = (): readonly string[] =>
  readdirSync(dataDir()).filter((name) => name.startsWith("till-replaced-") && name.endsWith(".sqlite"));

/** Starts that each die after one more step, until one finds nothing left to do. */
const startsThatDied = async (): Promise<number> => {
  for (let died = 0; ; died += 1) {
    try {
      await start(dyingAfter(1, "opening"));
      await till?.kill();
      return died;
    } catch (error) {
      expect(String(error)).toContain("did not start");
    }
  }
};

it("killed after each step of a restore: the old database until it is promised, the new one from then on", async () => {
  const given: (string | null)[] = [];
  const outcomes: string[] = [];
  let client = await start(dyingAfter(1, "restoring"));
  given.push(await sell(client));
  const made = await client.call("backup.create", { folder: dir });
  const path = made?.ok ? made.value.path : "";
  let deadStarts = 0;
  for (let step = 1; outcomes.at(-1) !== "finished"; step += 1) {
    const asideBefore = setAside();
    const { answered, lastReceipt } = await restoreAndDie(client, path);
    given.push(lastReceipt);
    const isPromised = existsSync(`${dataPaths(dataDir()).database}.replacing`);
    if (isPromised && deadStarts === 0) {
      deadStarts = await startsThatDied();
    }
    client = await start(dyingAfter(step + 1, "restoring"));
    const isOld = (await client.call("receipts.get", { receiptNumber: lastReceipt }))?.ok === true;
    outcomes.push(answered ? "finished" : isOld ? "old" : "new");
    expect(isOld && isPromised).toBe(false);
    const aside = setAside().filter((name) => !asideBefore.includes(name));
    expect(aside.length).toBe(isOld ? 0 : 1);
    for (const name of aside) {
      // Whatever was sold, and sent to nobody yet, is in the file that was set aside.
      expect([...inspectDatabase(join(dataDir(), name)).sales.keys()]).toContain(lastReceipt);
    }
    expect(await client.call("journal.verify", {})).toMatchObject({ ok: true });
    given.push(await sell(client));
    expect(existsSync(`${dataPaths(dataDir()).database}.replacing`)).toBe(false);
    expect(faults()).toEqual([]);
  }
  expect(outcomes.join(" ")).toMatch(/^(old ){4,}(new ){4,}finished$/);
  expect(deadStarts).toBeGreaterThanOrEqual(3);
  expect(given).not.toContain(null);
  expect(new Set(given).size).toBe(given.length);
}, 240_000);
