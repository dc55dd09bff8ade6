/**
 * A real till process on a real file: restored while pages are open, killed at random instants of a backup and of a
 * restore. After each kill the till opens on the old database or the new one, whole, and no number is given twice.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dataPaths } from "../../../electron/system/open-till.ts";
import { inspectDatabase } from "../../crash/inspect-database.ts";
import { startRunningTill, type RunningTill } from "../../support/running-till.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { connectToTill, type TillClient } from "../../support/till-client.ts";

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

const start = async (): Promise<TillClient> => {
  till = await startRunningTill({ dataDir: dataDir(), rendererDir });
  const client = await connectToTill(till.url);
  await signInAndOpen(client);
  return client;
};

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
  const seed = Math.floor(Math.random() * 1_000_000);
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

it("killed during restores: the old database or the new one, never none, and no number twice", async () => {
  const seed = Math.floor(Math.random() * 1_000_000);
  const random = seededRandom(seed);
  const given: string[] = [];
  const note = (receipt: string | null): void => void given.push(...(receipt === null ? [] : [receipt]));
  let client = await start();
  note(await sell(client));
  const made = await client.call("backup.create", { folder: dir });
  const path = made?.ok ? made.value.path : "";
  for (let round = 0; round < 5; round += 1) {
    note(await sell(client));
    expect(await client.call("backup.rehearse", { path })).toMatchObject({ ok: true });
    const restoring = client.call("backup.restore", { path, confirmation: "S1-T1", reason: "test" });
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 600)));
    await till?.kill();
    await restoring;
    client = await start();
    note(await sell(client));
    expect(await client.call("journal.verify", {}), `seed ${String(seed)}`).toMatchObject({ ok: true });
    expect(existsSync(`${dataPaths(dataDir()).database}.replacing`)).toBe(false);
  }
  await till?.kill();
  expect(faults(), `seed ${String(seed)}`).toEqual([]);
  expect(new Set(given).size, `seed ${String(seed)}`).toBe(given.length);
}, 120_000);
