/**
 * Owns the backup of each day of the store: at the first quiet moment, also after days off, and after an hour in any
 * case. Fourteen are kept; an old one goes only when the new one was found whole. A failed one is told and tried again.
 */
import type { MakeBackupError } from "../../../contracts/ipc/backups.ts";
import type { Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { mkdirSync } from "node:fs";
import { listBackups, pruneDaily } from "./backup-folder.ts";
import { makeBackup, type MadeBackup, type MakeBackupDeps } from "./make-backup.ts";

const DAILY_BACKUPS_KEPT = 14;

const LONGEST_WAIT_MS = 3_600_000;

export interface DailyBackup {
  /** Asked again and again by a timer, never twice at once; answers null where there was nothing to do. */
  readonly tick: () => Promise<Result<MadeBackup, MakeBackupError> | null>;
  /** What went wrong with today's, until it goes well. */
  readonly problem: () => MakeBackupError | null;
}

export interface DailyBackupDeps extends MakeBackupDeps {
  readonly backupDir: string;
  /** Nobody is in the middle of a sale or of another long task. */
  readonly isQuiet: () => boolean;
}

export const createDailyBackup = (deps: DailyBackupDeps): DailyBackup => {
  let dueSinceMs: number | null = null;
  let notBeforeMs = 0;
  let problem: MakeBackupError | null = null;
  const run = async (): Promise<Result<MadeBackup, MakeBackupError>> => {
    mkdirSync(deps.backupDir, { recursive: true });
    const made = await makeBackup(deps, null, { folder: deps.backupDir, kind: "daily" });
    problem = made.ok ? null : made.error;
    if (made.ok) {
      dueSinceMs = null;
      pruneDaily(deps.backupDir, DAILY_BACKUPS_KEPT);
    } else {
      notBeforeMs = deps.clock.nowMs() + LONGEST_WAIT_MS;
    }
    return made;
  };
  return {
    problem: () => problem,
    tick: async () => {
      const nowMs = deps.clock.nowMs();
      if ((Math.abs(notBeforeMs - nowMs) <= LONGEST_WAIT_MS && nowMs < notBeforeMs) || isDoneToday(deps)) {
        return null;
      }
      dueSinceMs ??= nowMs;
      if (!deps.isQuiet() && Math.abs(nowMs - dueSinceMs) < LONGEST_WAIT_MS) {
        return null;
      }
      return run();
    },
  };
};

const isDoneToday = ({ backupDir, clock, profile }: DailyBackupDeps): boolean => {
  const today = formatCivilDate(wallClockAt(clock.nowMs(), profile.timezone).date);
  return listBackups(backupDir).some(
    (backup) => backup.kind === "daily" && backup.state !== "broken" && backup.day === today,
  );
};
