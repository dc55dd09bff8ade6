/**
 * Owns a folder with backups: what lies in it, what was found when each was written or last checked (a small file
 * beside each says so), and which daily ones are old enough to go. Never removes a backup of another kind.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "../../../db/replace-database.ts";
import { BACKUP_ENDING, readBackupName, type BackupKind } from "../../../domain/backup/backup-name.ts";

export interface StoredBackup {
  readonly path: string;
  readonly file: string;
  readonly kind: BackupKind;
  /** Day of the store in its name; null where it has none. */
  readonly day: string | null;
  readonly madeAtMs: number;
  readonly sizeBytes: number;
  /** null: not counted yet. */
  readonly sales: number | null;
  readonly state: "verified" | "broken" | "unchecked";
}

interface CheckNote {
  readonly sizeBytes: number;
  readonly sales: number | null;
  readonly whole: boolean;
}

const notePath = (path: string): string => `${path}.checked.json`;

/** Newest first; nothing for a folder that is not there. */
export const listBackups = (folder: string): readonly StoredBackup[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(BACKUP_ENDING))
        .flatMap((file) => storedBackup(folder, file))
        .toSorted((a, b) => b.madeAtMs - a.madeAtMs)
    : [];

const storedBackup = (folder: string, file: string): readonly StoredBackup[] => {
  const path = join(folder, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) {
    return [];
  }
  const { kind, day, madeAtMs } = readBackupName(file);
  const note = readNote(path);
  const isKnown = note !== null && note.sizeBytes === stat.size;
  return [
    {
      path,
      file,
      kind,
      day,
      madeAtMs: madeAtMs ?? Math.round(stat.mtimeMs),
      sizeBytes: stat.size,
      sales: isKnown ? note.sales : null,
      state: isKnown ? (note.whole ? "verified" : "broken") : "unchecked",
    },
  ];
};

const readNote = (path: string): CheckNote | null => {
  try {
    return JSON.parse(readFileSync(notePath(path), "utf8")) as CheckNote;
  } catch {
    // Not there, or not whole: then the backup counts as unchecked.
    return null;
  }
};

/** `sales` null: it is not whole. A folder that cannot be written keeps no note. */
export const noteCheck = (path: string, sales: number | null): void => {
  const note: CheckNote = { sizeBytes: statSync(path).size, sales, whole: sales !== null };
  try {
    writeDurably(notePath(path), JSON.stringify(note));
  } catch {
    // Without the note it is listed as unchecked, which is true of what anybody can see.
  }
};

/** Keeps the newest daily ones that were found whole; one of any other kind is never touched. */
export const pruneDaily = (folder: string, keep: number): void => {
  const daily = listBackups(folder).filter((backup) => backup.kind === "daily");
  const whole = daily.filter((backup) => backup.state === "verified");
  const oldest = whole[keep - 1];
  if (oldest === undefined) {
    return;
  }
  for (const { path } of daily.filter((backup) => backup.madeAtMs < oldest.madeAtMs)) {
    rmSync(path, { force: true });
    rmSync(notePath(path), { force: true });
  }
};
