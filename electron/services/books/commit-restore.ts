/**
 * Owns turning a rehearsed copy into the till's next database: new numbers above the old, a new epoch of the journal
 * whose first entry tells what happened, and an audit entry. The last step promises the replacement; until then
 * nothing of the till has changed, and from then on it is finished even after a crash. Synchronous: no sale between.
 */
import { existsSync, readFileSync, renameSync } from "node:fs";
import type Database from "better-sqlite3";
import type { LostByRestore } from "../../../contracts/ipc/backups.ts";
import type { Clock } from "../../../db/clock.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { settleFile } from "../../../db/online-backup.ts";
import { openDatabase, type TillDatabase } from "../../../db/open-database.ts";
import { incomingPath, promiseReplacing, writeDurably } from "../../../db/replace-database.ts";
import { createAuditLogRepository } from "../../../db/repositories/audit-log.ts";
import { createJournalRepository } from "../../../db/repositories/journal.ts";
import { readNumbersGiven, setNumberFloor } from "../../../db/repositories/number-floors.ts";
import { numbersAfterRestore, type GivenNumbers } from "../../../domain/backup/numbers-after-restore.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { auditActor, NO_PERSON } from "../session/audit-actor.ts";
import type { Actor } from "../deps.ts";
import { createJournalWriter, type EntrySigner } from "../journal/journal-writer.ts";
import type { Rehearsal } from "./rehearse-restore.ts";

export interface CommitDeps {
  readonly databasePath: string;
  readonly migrationsDir: string;
  /** The database that is replaced, where it can be read. */
  readonly present: Database.Database | null;
  readonly timezone: string;
  readonly clock: Clock;
  readonly signer: EntrySigner & { readonly publicKey: string };
}

export interface RestoreOrder {
  /** null: a person at the machine, not at the till. */
  readonly actor: Actor | null;
  readonly reason: string;
  /** As it is now; null: the present database cannot be read. */
  readonly lost: LostByRestore | null;
}

/** Answers with the file name under which the replaced database is kept. */
export const commitRestore = (deps: CommitDeps, rehearsal: Rehearsal, order: RestoreOrder): string => {
  const numbers = nextNumbers(deps, rehearsal);
  const asideName = nameAside(deps);
  const opened = openDatabase({
    path: rehearsal.copyPath,
    migrationsDir: deps.migrationsDir,
    backupDir: `${rehearsal.copyPath}.backups`,
    clock: deps.clock,
  });
  if (!opened.ok) {
    throw new Error(`The rehearsed copy does not open: ${JSON.stringify(opened.error)}`);
  }
  const db = opened.value;
  try {
    stamp({ db, deps, rehearsal, order, numbers, asideName });
  } finally {
    db.close();
  }
  settleFile(rehearsal.copyPath);
  // Outside of every database: the next restore, perhaps of the same backup, must not give these numbers again.
  writeDurably(numbersPath(deps.databasePath), JSON.stringify(numbers));
  renameSync(rehearsal.copyPath, incomingPath(deps.databasePath));
  promiseReplacing(deps.databasePath, asideName);
  return asideName;
};

/** Where numbers go on, also to say so before anybody decides. */
export const nextNumbers = (
  deps: Pick<CommitDeps, "databasePath" | "present" | "clock">,
  { given, facts }: Pick<Rehearsal, "given" | "facts">,
): GivenNumbers =>
  numbersAfterRestore({
    backup: given,
    replaced: deps.present === null ? null : readNumbersGiven(deps.present),
    earlier: earlierNumbers(deps.databasePath),
    ageMs: facts.newestAtMs === null ? 0 : deps.clock.nowMs() - facts.newestAtMs,
  });

const numbersPath = (databasePath: string): string => `${databasePath}.numbers.json`;

const earlierNumbers = (databasePath: string): GivenNumbers | null => {
  const path = numbersPath(databasePath);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as GivenNumbers) : null;
};

/** Beside the database, dated by the store's day, and never the name of a file that is there. */
const nameAside = ({ clock, timezone }: CommitDeps): string => {
  const day = formatCivilDate(wallClockAt(clock.nowMs(), timezone).date);
  return `till-replaced-${day}-${String(clock.nowMs())}.sqlite`;
};

interface Stamping {
  readonly db: TillDatabase;
  readonly deps: CommitDeps;
  readonly rehearsal: Rehearsal;
  readonly order: RestoreOrder;
  readonly numbers: GivenNumbers;
  readonly asideName: string;
}

const stamp = (stamping: Stamping): void => {
  const { db, deps, numbers } = stamping;
  // A basket's id becomes its sale's. Baskets of the backup may have been sold since: they go on under other ids.
  db.sqlite.pragma("foreign_keys = OFF");
  allOrNothing(db, () => {
    setNumberFloor(db.sqlite, "receipt", numbers.receipt);
    setNumberFloor(db.sqlite, "zReport", numbers.zReport);
    settleDrafts(db.sqlite, numbers.epoch);
    const journalRepository = createJournalRepository(db);
    const last = journalRepository.epochs().at(-1);
    if (last === undefined) {
      return;
    }
    const head = journalRepository.head(last.epoch);
    journalRepository.startEpoch({
      epoch: numbers.epoch,
      till: last.till,
      publicKey: deps.signer.publicKey,
      startedAtMs: deps.clock.nowMs(),
    });
    const writer = createJournalWriter({
      journalRepository,
      signer: deps.signer,
      clock: deps.clock,
      till: last.till,
      epoch: numbers.epoch,
    });
    writer.append("till.restored.v1", {
      numbers: { ...numbers },
      continues: { epoch: last.epoch, seq: head?.seq ?? 0, hash: head?.hash ?? null },
      staffId: stamping.order.actor?.staffId ?? null,
      reason: stamping.order.reason,
      lost: stamping.order.lost === null ? null : { ...stamping.order.lost },
      setAside: stamping.asideName,
    });
    auditRestore(stamping);
  });
};

/** Receipts of the backup's day must not print again, and its drafts get names of their own. */
const settleDrafts = (sqlite: Database.Database, epoch: number): void => {
  sqlite
    .prepare(`UPDATE print_job SET state = 'failed', cause = 'unknownAfterRestart', maybe_printed = 1,
      next_attempt_at_ms = NULL WHERE state = 'queued' OR (state = 'sent' AND cause IS NULL)`)
    .run();
  const suffix = `-e${String(epoch)}`;
  for (const [table, column] of [
    ["basket", "id"],
    ["basket_line", "basket_id"],
    ["basket_tender", "basket_id"],
  ] as const) {
    sqlite.prepare(`UPDATE ${table} SET ${column} = ${column} || ?`).run(suffix);
  }
};

const auditRestore = ({ db, rehearsal, order, numbers, asideName }: Stamping): void => {
  createAuditLogRepository(db).append({
    ...(order.actor === null ? NO_PERSON : auditActor(order.actor)),
    action: "backup.restore",
    subject: rehearsal.path,
    before: order.lost,
    after: { setAside: asideName, lastReceiptGiven: numbers.receipt, epoch: numbers.epoch },
    reason: order.reason,
  });
};
