/**
 * Owns the names of backup files: what kind, of which till, of which day of the store, and the instant in ms, so that
 * names sort by age and say what they are: "daily-S1-T1-2026-11-20-1795165200000.sqlite".
 */
import { formatCivilDate, type CivilDate } from "../time/civil-date.ts";

export type BackupKind = "daily" | "hand" | "migration" | "other";

export interface BackupName {
  readonly kind: BackupKind;
  /** Day of the store, "2026-11-20"; null in names that have none. */
  readonly day: string | null;
  readonly madeAtMs: number | null;
}

const PREFIXES: Readonly<Record<Exclude<BackupKind, "other">, string>> = {
  daily: "daily-",
  hand: "hand-",
  migration: "before-",
};

export const BACKUP_ENDING = ".sqlite";

export const backupName = (backup: {
  readonly kind: "daily" | "hand";
  /** Store and till, "S1-T1". */
  readonly till: string;
  readonly day: CivilDate;
  readonly madeAtMs: number;
}): string =>
  `${PREFIXES[backup.kind]}${backup.till.replaceAll(/[^\w-]/g, "_")}-${formatCivilDate(backup.day)}-${String(backup.madeAtMs)}${BACKUP_ENDING}`;

export const readBackupName = (file: string): BackupName => {
  const kinds = Object.entries(PREFIXES) as [Exclude<BackupKind, "other">, string][];
  const kind = kinds.find(([, prefix]) => file.startsWith(prefix))?.[0] ?? "other";
  const madeAt = /-(\d{12,14})\.sqlite$/.exec(file)?.[1];
  return {
    kind,
    day: /-(\d{4}-\d{2}-\d{2})-\d+\.sqlite$/.exec(file)?.[1] ?? null,
    madeAtMs: kind === "other" || madeAt === undefined ? null : Number(madeAt),
  };
};
