/**
 * Owns opening the till of a data folder: lock, database, key, store, devices, and the port that screens talk to.
 * Every way of not opening is a sentence that a person understands, and leaves the folder as it was.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openDatabase, type TillDatabase } from "../../db/open-database.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { readStoreProfile } from "../../db/repositories/store-profile.ts";
import { storageFailureOf } from "../../db/storage-failure.ts";
import { createJournalRepository } from "../../db/repositories/journal.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import type { TillPort } from "../ipc/till-port.ts";
import { createBugLog } from "./bug-log.ts";
import { seedDemoStore } from "./demo-store.ts";
import { openTillMessage, type OpenTillError } from "./open-till-message.ts";
import { hashPin } from "./pin-hash.ts";
import { randomIds, realClock } from "./real-clock.ts";
import { printerFromAddress } from "./printer-from-address.ts";
import { readTerminalAddress } from "./terminal-address.ts";
import { loadTillKey, makeTillKey, type TillKey } from "./till-key.ts";
import { takeTillLock } from "./till-lock.ts";
import { createReopeningPort } from "./reopening-port.ts";
import { createTillPort, type TillPortParts } from "./till-port-of.ts";

export interface OpenTillOptions {
  readonly dataDir: string;
  /** Makes the demo store where there is none yet. */
  readonly demo: boolean;
}

export const openTill = async (
  options: OpenTillOptions,
): Promise<Result<TillPort, OpenTillError & { readonly message: string }>> => {
  const opened = open(options);
  return opened.ok ? opened : err({ ...opened.error, message: openTillMessage(opened.error) });
};

/** Where things lie in a data folder. */
export const dataPaths = (dataDir: string) =>
  ({
    database: join(dataDir, "till.sqlite"),
    key: join(dataDir, "till-key.pem"),
    couponKey: join(dataDir, "coupon-key.pem"),
    backups: join(dataDir, "backups"),
    printed: join(dataDir, "printed"),
  }) as const;

export const migrationsDir = join(import.meta.dirname, "..", "..", "db", "migrations");

const open = (options: OpenTillOptions): Result<TillPort, OpenTillError> => {
  const printer = printerFromAddress(process.env["TILLWRIGHT_PRINTER"]);
  if (!printer.ok) {
    return printer;
  }
  const terminalAddress = process.env["TILLWRIGHT_TERMINAL"] || null;
  if (terminalAddress !== null && readTerminalAddress(terminalAddress) === null) {
    return err({ type: "BadTerminalAddress", address: terminalAddress });
  }
  const locked = lockFolder(options.dataDir);
  if (!locked.ok) {
    return locked;
  }
  const bugs = createBugLog(options.dataDir, randomIds.next);
  const opened = createReopeningPort({
    open: (reopenAfter) =>
      openUnlocked(options, { printer: printer.value, terminalAddress, bugs, reopenAfter }),
    release: locked.value.release,
    onBug: (error) => bugs.report("backup.restore", error),
  });
  if (!opened.ok) {
    locked.value.release();
  }
  return opened;
};

type Around = Pick<TillPortParts, "printer" | "terminalAddress" | "bugs" | "reopenAfter">;

const openUnlocked = (options: OpenTillOptions, around: Around): Result<TillPort, OpenTillError> => {
  const paths = dataPaths(options.dataDir);
  const database = openDatabase({
    path: paths.database,
    migrationsDir,
    backupDir: paths.backups,
    clock: realClock,
  });
  if (!database.ok) {
    return database;
  }
  const started = start(database.value, options, around);
  if (!started.ok) {
    database.value.close();
  }
  return started;
};

/** The database is open; what is still written at start may meet a full or broken disk. */
const start = (
  db: TillDatabase,
  options: OpenTillOptions,
  around: Around,
): Result<TillPort, OpenTillError> => {
  const paths = dataPaths(options.dataDir);
  try {
    proveWritable(db);
    const prepared = prepare(db, options, paths.key);
    return prepared.ok
      ? ok(
          createTillPort({
            ...prepared.value,
            ...around,
            couponKey: couponKeyAt(paths.couponKey),
            db,
            printedDir: paths.printed,
            backupDir: paths.backups,
            migrationsDir,
            demo: options.demo,
          }),
        )
      : prepared;
  } catch (error) {
    const failure = storageFailureOf(error);
    if (failure === null) {
      throw error;
    }
    return err({ ...failure, path: paths.database });
  }
};

/**
 * A file that may only be read, in a folder that may be written, gives out the write lock all the same: only a page
 * that is really written shows it before the first sale does.
 */
const proveWritable = ({ sqlite }: TillDatabase): void => {
  sqlite.pragma(`user_version = ${String(sqlite.pragma("user_version", { simple: true }))}`);
};

const lockFolder = (dataDir: string): Result<{ readonly release: () => void }, OpenTillError> => {
  try {
    mkdirSync(dataDir, { recursive: true });
    const lock = takeTillLock(dataDir);
    return lock ? ok(lock) : err({ type: "SecondInstance", dataDir });
  } catch (error) {
    return err({ type: "FolderRefused", dataDir, detail: textOf(error) });
  }
};

interface Prepared {
  readonly profile: StoreProfile;
  readonly key: TillKey;
}

const prepare = (
  db: TillDatabase,
  options: OpenTillOptions,
  keyPath: string,
): Result<Prepared, OpenTillError> => {
  if (options.demo) {
    const seeded = seedDemoStore({ db, hashPin });
    if (!seeded.ok) {
      return seeded;
    }
  }
  const profile = readStoreProfile(createSettingRepository(db));
  if (!profile.ok) {
    return profile;
  }
  if (profile.value === null) {
    return err({ type: "NoStore", dataDir: options.dataDir });
  }
  const key = loadKey(db, keyPath);
  return key.ok ? ok({ profile: profile.value, key: key.value }) : key;
};

/** A journal that was signed with another key would fail to verify from here on: better not to sell. */
const loadKey = (db: TillDatabase, path: string): Result<TillKey, OpenTillError> => {
  const epoch = createJournalRepository(db).epochs().at(-1);
  let key: TillKey | null;
  try {
    key = loadTillKey(path);
  } catch (error) {
    return err({ type: "KeyUnreadable", path, detail: textOf(error) });
  }
  if (!epoch) {
    return ok(key ?? makeTillKey(path));
  }
  if (!key) {
    return err({ type: "KeyMissing", path });
  }
  return epoch.publicKey === key.publicKey ? ok(key) : err({ type: "KeyChanged", path });
};

/** A till sells without it too: then it signs no coupons, and says so when asked to. */
const couponKeyAt = (path: string): TillKey | null => {
  try {
    return loadTillKey(path) ?? makeTillKey(path);
  } catch {
    return null;
  }
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
