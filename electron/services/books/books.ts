/**
 * Owns the long work on the books behind one door: one at a time, with progress, while the till sells. Holds the
 * rehearsal between its two steps; a restore needs the very file that was rehearsed and the till's name typed.
 */
import { dirname } from "node:path";
import type {
  BackupFacts,
  BackupFault,
  BackupsView,
  BooksBusy,
  BooksProgress,
  MakeBackupError,
  RehearsalView,
  RehearseError,
  VerifiedJournalView,
} from "../../../contracts/ipc/backups.ts";
import type { ProcedureError } from "../../../contracts/ipc.ts";
import type { Migration } from "../../../db/migration-files.ts";
import type { SettingRepository } from "../../../db/repositories/settings.ts";
import type { JournalFault } from "../../../domain/journal/journal-entry.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { receiptNumberOf } from "../../../domain/sale/receipt-number.ts";
import { auditActor } from "../session/audit-actor.ts";
import type {
  Actor,
  AuditDep,
  ClockDep,
  CustomersDep,
  DbDep,
  ProfileDep,
  SessionDep,
  TerminalDep,
} from "../deps.ts";
import type { EntrySigner } from "../journal/journal-writer.ts";
import { listBackups, noteCheck } from "./backup-folder.ts";
import type { BookChecks } from "./book-checks.ts";
import { commitRestore, nextNumbers } from "./commit-restore.ts";
import { createDailyBackup, type DailyBackup } from "./daily-backup.ts";
import { lostByRestore } from "./lost-by-restore.ts";
import Database from "better-sqlite3";
import { makeBackup, type MadeBackup } from "./make-backup.ts";
import { mkdirSync } from "node:fs";
import { rebuildSearch } from "./rebuild-search.ts";
import { rehearseRestore, stampOf, type Rehearsal } from "./rehearse-restore.ts";

type RestoreError = Exclude<ProcedureError<"backup.restore">, BooksBusy>;

export interface Books {
  readonly list: () => BackupsView;
  /** `folder` null: the till's own. */
  readonly create: (
    actor: Actor,
    folder: string | null,
  ) => Promise<Result<MadeBackup, MakeBackupError | BooksBusy>>;
  readonly check: (path: string) => Promise<Result<BackupFacts, BackupFault | BooksBusy>>;
  readonly rehearse: (path: string) => Promise<Result<RehearsalView, RehearseError | BooksBusy>>;
  readonly restore: (
    actor: Actor,
    order: { readonly path: string; readonly confirmation: string; readonly reason: string },
  ) => Promise<Result<{ readonly setAside: string }, RestoreError | BooksBusy>>;
  readonly verify: (
    actor: Actor,
  ) => Promise<Result<VerifiedJournalView, { type: "JournalBroken"; fault: JournalFault } | BooksBusy>>;
  readonly rebuildIndex: (actor: Actor) => Promise<Result<{ readonly products: number }, BooksBusy>>;
  readonly daily: DailyBackup;
}

export interface BooksParts {
  readonly checks: BookChecks;
  readonly backupDir: string;
  readonly migrationsDir: string;
  readonly migrations: readonly Migration[];
  /** null: the work ended. */
  readonly onBooksChange: (progress: BooksProgress | null) => void;
  /**
   * Waits until nothing else runs, does the work, closes this till and opens the database that now has its place.
   * false: it could not be opened; the program must be started again.
   */
  readonly reopenAfter: (work: () => void) => Promise<boolean>;
}

type BooksDeps = BooksParts &
  AuditDep &
  ClockDep &
  Pick<CustomersDep, "customers"> &
  DbDep &
  ProfileDep &
  SessionDep &
  TerminalDep & {
    readonly settings: SettingRepository;
    readonly signer: EntrySigner & { readonly publicKey: string };
  };

const FOLDER_KEY = "backup.folder";

export const createBooks = (given: BooksDeps): Books => {
  const deps = { ...given, onBooksProgress: given.onBooksChange };
  let busy = false;
  let rehearsal: Rehearsal | null = null;
  const alone = async <T, E>(work: () => Promise<Result<T, E>>): Promise<Result<T, E | BooksBusy>> => {
    if (busy) {
      return err({ type: "BooksBusy" });
    }
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
      deps.onBooksChange(null);
    }
  };
  const isQuiet = (): boolean =>
    !deps.terminalTurn.isTaken() && (deps.basketSession.current()?.lines.length ?? 0) === 0;
  const daily = createDailyBackup({ ...deps, isQuiet });
  return {
    daily: {
      problem: daily.problem,
      tick: async () => {
        if (busy) {
          return null;
        }
        busy = true;
        try {
          return await daily.tick();
        } finally {
          busy = false;
          // Whoever has the back office open saw it work.
          deps.onBooksChange(null);
        }
      },
    },
    list: () => listView(deps, daily),
    create: (actor, folder) => alone(() => createByHand(deps, actor, folder)),
    check: (path) => alone(() => checkOne(deps, path)),
    rehearse: (path) =>
      alone(async () => {
        const rehearsed = await rehearseRestore(rehearseDepsOf(deps), path);
        rehearsal = rehearsed.ok ? rehearsed.value : null;
        return rehearsed.ok ? ok(rehearsalView(deps, rehearsed.value)) : rehearsed;
      }),
    restore: (actor, order) =>
      alone(async () => {
        const kept = rehearsal;
        const refused = restoreFault(deps, order, kept);
        if (refused !== null || kept === null) {
          return err(refused ?? { type: "NotRehearsed" });
        }
        rehearsal = null;
        return restore(deps, kept, { actor, reason: order.reason });
      }),
    verify: (actor) => alone(() => verify(deps, actor)),
    rebuildIndex: (actor) => alone(async () => ok({ products: await rebuildSearch(deps, actor) })),
  };
};

const tillName = ({ profile }: ProfileDep): string => `${profile.storeCode}-${profile.tillCode}`;

const lastFolder = ({ settings }: BooksDeps): string | null => {
  const stored = settings.get(FOLDER_KEY, (value) => (typeof value === "string" ? value : null));
  return stored.ok ? stored.value : null;
};

const listView = (deps: BooksDeps, daily: DailyBackup): BackupsView => {
  const named = lastFolder(deps);
  const folders = [...new Set([deps.backupDir, ...(named === null ? [] : [named])])];
  return {
    backups: folders
      .flatMap(listBackups)
      .map(({ day: _day, ...backup }) => backup)
      .toSorted((a, b) => b.madeAtMs - a.madeAtMs),
    ownFolder: deps.backupDir,
    lastFolder: named,
    dailyProblem: daily.problem(),
    till: tillName(deps),
  };
};

type WorkingDeps = BooksDeps & { readonly onBooksProgress: (progress: BooksProgress) => void };

const createByHand = async (
  deps: WorkingDeps,
  actor: Actor,
  folder: string | null,
): Promise<Result<MadeBackup, MakeBackupError>> => {
  if (folder === null) {
    mkdirSync(deps.backupDir, { recursive: true });
  }
  const made = await makeBackup(deps, actor, { folder: folder ?? deps.backupDir, kind: "hand" });
  if (made.ok && folder !== null) {
    deps.settings.set(FOLDER_KEY, dirname(made.value.path), actor.staffId);
  }
  return made;
};

const checkOne = async (deps: WorkingDeps, path: string): Promise<Result<BackupFacts, BackupFault>> => {
  const checked = await deps.checks.checkBackup(path, (done) =>
    deps.onBooksProgress({ task: "check", done, total: 0 }),
  );
  if (checked.ok) {
    noteCheck(path, checked.value.sales);
  } else if (
    checked.error.type !== "NoSuchFile" &&
    listBackups(dirname(path)).some((known) => known.path === path)
  ) {
    noteCheck(path, null);
  }
  return checked;
};

const rehearseDepsOf = (deps: WorkingDeps) => ({
  databasePath: deps.db.path,
  present: deps.db.sqlite,
  till: tillName(deps),
  migrations: deps.migrations,
  clock: deps.clock,
  checks: deps.checks,
  onCheck: (done: number) => deps.onBooksProgress({ task: "check", done, total: 0 }),
});

const rehearsalView = (deps: WorkingDeps, rehearsal: Rehearsal): RehearsalView => ({
  path: rehearsal.path,
  facts: rehearsal.facts,
  lost: rehearsal.lost,
  nextReceipt: receiptNumberOf(deps.profile, nextNumbers(restoreDeps(deps), rehearsal).receipt + 1),
});

const restoreDeps = (deps: WorkingDeps) => ({
  databasePath: deps.db.path,
  migrationsDir: deps.migrationsDir,
  present: deps.db.sqlite,
  timezone: deps.profile.timezone,
  clock: deps.clock,
  signer: deps.signer,
});

const restoreFault = (
  deps: WorkingDeps,
  order: { readonly path: string; readonly confirmation: string },
  rehearsal: Rehearsal | null,
): RestoreError | null => {
  if (rehearsal?.path !== order.path || stampOf(order.path) !== rehearsal.stamp) {
    return { type: "NotRehearsed" };
  }
  if (order.confirmation.toUpperCase() !== tillName(deps).toUpperCase()) {
    return { type: "WrongConfirmation", till: tillName(deps) };
  }
  return deps.terminalTurn.isTaken() ? { type: "TerminalBusy" } : null;
};

const restore = async (
  deps: WorkingDeps,
  rehearsal: Rehearsal,
  by: { readonly actor: Actor; readonly reason: string },
): Promise<Result<{ readonly setAside: string }, RestoreError>> => {
  let setAside = "";
  const reopened = await deps.reopenAfter(() => {
    const copy = new Database(rehearsal.copyPath, { readonly: true });
    const lost = lostByRestore(deps.db.sqlite, copy);
    copy.close();
    setAside = commitRestore(restoreDeps(deps), rehearsal, { ...by, lost });
  });
  return reopened ? ok({ setAside }) : err({ type: "RestartNeeded" });
};

const verify = async (
  deps: WorkingDeps,
  actor: Actor,
): Promise<Result<VerifiedJournalView, { type: "JournalBroken"; fault: JournalFault }>> => {
  const total = deps.db.sqlite.prepare<[], number>("SELECT count(*) FROM journal").pluck().get() ?? 0;
  const verified = await deps.checks.verifyJournal((done) =>
    deps.onBooksProgress({ task: "verify", done, total }),
  );
  deps.audit.append({
    ...auditActor(actor),
    action: "journal.verify",
    subject: "till",
    before: null,
    after: verified.ok ? { entries: verified.value.count } : { ...verified.error },
    reason: null,
  });
  return verified.ok ? verified : err({ type: "JournalBroken", fault: verified.error });
};
