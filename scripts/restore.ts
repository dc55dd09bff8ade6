/**
 * Owns `npm run restore -- FILE [--yes]`: tries a backup on a copy and tells what restoring it would take away; with
 * --yes it is restored. Also for a till whose database is broken or gone. The till must be closed. Exit code 0 when
 * the backup is whole (and, with --yes, restored), 1 when not, 2 for a wrong call.
 */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { LostByRestore, RehearseError } from "../contracts/ipc/backups.ts";
import { readMigrations } from "../db/migration-files.ts";
import { openForReading } from "../db/open-for-reading.ts";
import type { TillDatabase } from "../db/open-database.ts";
import { finishReplacing } from "../db/replace-database.ts";
import { createSettingRepository } from "../db/repositories/settings.ts";
import { readStoreProfile } from "../db/repositories/store-profile.ts";
import { checkBackupFile } from "../electron/services/books/check-backup.ts";
import { commitRestore, nextNumbers } from "../electron/services/books/commit-restore.ts";
import { rehearseRestore, type Rehearsal } from "../electron/services/books/rehearse-restore.ts";
import { dataPaths, migrationsDir } from "../electron/system/open-till.ts";
import { realClock } from "../electron/system/real-clock.ts";
import { loadTillKey, makeTillKey } from "../electron/system/till-key.ts";
import { takeTillLock } from "../electron/system/till-lock.ts";

const USAGE = "Usage: npm run restore -- FILE [--yes]   (into .data/till, or into TILLWRIGHT_DATA_DIR)";

const fail = (message: string, exitCode = 1): number => {
  console.error(message);
  return exitCode;
};

/** null: missing, broken, or of a version whose figures cannot be trusted to be right. */
const readPresent = (path: string): TillDatabase | null => {
  const opened = openForReading(path, realClock);
  if (!opened.ok) {
    return null;
  }
  const { sqlite } = opened.value;
  try {
    if (sqlite.pragma("quick_check(1)", { simple: true }) === "ok") {
      sqlite.prepare("SELECT max(seq) FROM sale").get();
      return opened.value;
    }
  } catch {
    // Broken in a way that even looking at it shows: then it counts as unreadable.
  }
  opened.value.close();
  return null;
};

const main = async (args: readonly string[]): Promise<number> => {
  let file: string | undefined;
  let yes: boolean | undefined;
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { yes: { type: "boolean" } },
      allowPositionals: true,
    });
    file = parsed.positionals.length === 1 ? parsed.positionals[0] : undefined;
    yes = parsed.values.yes;
  } catch {
    file = undefined;
  }
  if (file === undefined) {
    return fail(USAGE, 2);
  }
  const dataDir = process.env["TILLWRIGHT_DATA_DIR"] ?? ".data/till";
  mkdirSync(dataDir, { recursive: true });
  const lock = takeTillLock(dataDir);
  if (lock === null) {
    return fail(`A till is open on ${dataDir}. Close it first, or restore in its back office.`);
  }
  finishReplacing(dataPaths(dataDir).database);
  const present = readPresent(dataPaths(dataDir).database);
  try {
    return await restoreFrom(resolve(file), { dataDir, present, isMeant: yes ?? false });
  } finally {
    present?.close();
    finishReplacing(dataPaths(dataDir).database);
    lock.release();
  }
};

interface Place {
  readonly dataDir: string;
  readonly present: TillDatabase | null;
  readonly isMeant: boolean;
}

const restoreFrom = async (path: string, { dataDir, present, isMeant }: Place): Promise<number> => {
  const paths = dataPaths(dataDir);
  const migrations = readMigrations(migrationsDir);
  if (!migrations.ok) {
    return fail(`The program's migrations cannot be read: ${migrations.error.type}.`);
  }
  const profile = present ? readStoreProfile(createSettingRepository(present)) : null;
  const store = profile?.ok === true ? profile.value : null;
  const rehearsed = await rehearseRestore(
    {
      databasePath: paths.database,
      present: present?.sqlite ?? null,
      till: store ? `${store.storeCode}-${store.tillCode}` : null,
      migrations: migrations.value,
      clock: realClock,
      checks: {
        checkBackup: async (file, onProgress) => checkBackupFile(file, migrations.value, onProgress),
      },
      onCheck: () => {},
    },
    path,
  );
  if (!rehearsed.ok) {
    return fail(`${path} is refused: ${refusal(rehearsed.error)}`);
  }
  const deps = {
    databasePath: paths.database,
    migrationsDir,
    present: present?.sqlite ?? null,
    timezone: store?.timezone ?? "UTC",
    clock: realClock,
  };
  tell(rehearsed.value, nextNumbers(deps, rehearsed.value).receipt + 1);
  if (!isMeant) {
    console.log("Nothing was changed. With --yes it is restored.");
    return 0;
  }
  // A machine without a key gets its own: the journal goes on in a new epoch, signed by it.
  const signer = loadTillKey(paths.key) ?? makeTillKey(paths.key);
  const setAside = commitRestore({ ...deps, signer }, rehearsed.value, {
    actor: null,
    reason: "npm run restore",
    lost: rehearsed.value.lost,
  });
  console.log(present === null ? "Restored." : `Restored. The database before it is kept as ${setAside}.`);
  return 0;
};

const refusal = (error: RehearseError): string => {
  switch (error.type) {
    case "DamagedBackup":
    case "UnreadableFile":
      return `it is damaged or cannot be read (${error.detail}).`;
    case "BackupJournalBroken":
      return `its journal does not hold at entry ${String(error.fault.seq)} (${error.fault.type}).`;
    case "OtherTill":
      return `it is of till ${error.found}, and this is ${error.ours}.`;
    case "NoRoomToRestore":
      return `restoring needs ${String(error.neededBytes)} bytes and ${String(error.freeBytes)} are free.`;
    case "NewerBackup":
      return "a newer Tillwright made it.";
    case "NoSuchFile":
      return "there is no such file.";
    case "NotABackup":
    case "OtherVersion":
      return "it is no backup that this program can read.";
  }
};

const tell = ({ facts, lost }: Rehearsal, nextReceipt: number): void => {
  console.log(
    `The backup is whole: till ${facts.till ?? "?"}, ${String(facts.sales)} sales, ${String(facts.entries)} journal entries.`,
  );
  console.log(
    lost === null ? "The present database cannot be read: what was sold since is not known." : lostText(lost),
  );
  console.log(`The next receipt would be number ${String(nextReceipt)}; no number is used twice.`);
};

const lostText = (lost: LostByRestore): string =>
  lost.entries === 0 && lost.auditEntries === 0
    ? "Nothing was added since: nothing would be lost."
    : [
        "Only the present database has:",
        `  ${String(lost.sales)} sales and ${String(lost.refunds)} refunds${lost.firstReceipt === null ? "" : `, ${lost.firstReceipt} to ${lost.lastReceipt ?? ""}`}`,
        `  ${String(lost.zReports)} Z reports, ${String(lost.entries)} journal entries not sent anywhere yet`,
        `  ${String(lost.auditEntries)} audit entries, ${String(lost.configurationChanges)} changes of settings, goods and people`,
        `  ${String(lost.openBasketLines)} lines in the open basket, ${String(lost.parkedBaskets)} parked baskets`,
      ].join("\n");

process.exitCode = await main(process.argv.slice(2));
