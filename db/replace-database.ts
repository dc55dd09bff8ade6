/**
 * Owns putting another database in the place of the till's, so that a crash at any instant leaves the old one or the
 * new one, whole. First a marker is made durable, then the old file is set aside under a dated name, then the new one
 * takes its name. What the marker promised is finished by whoever opens the database next. Nothing is ever deleted.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** The new database lies here, closed and synced, before `promiseReplacing`. */
export const incomingPath = (path: string): string => `${path}.incoming`;

const markerPath = (path: string): string => `${path}.replacing`;

/** From here on the incoming database is the till's. `asideName` is a file name in the same folder. */
export const promiseReplacing = (path: string, asideName: string): void => {
  writeDurably(markerPath(path), JSON.stringify({ asideName }));
};

/** Does what was promised; nothing when nothing was. The database must be closed. */
export const finishReplacing = (path: string): void => {
  if (!existsSync(markerPath(path))) {
    return;
  }
  const { asideName } = JSON.parse(readFileSync(markerPath(path), "utf8")) as { readonly asideName: string };
  const incoming = incomingPath(path);
  if (existsSync(incoming)) {
    // The log belongs to the old file: it goes with it, under the name that SQLite looks for.
    for (const suffix of ["", "-wal", "-shm"]) {
      if (existsSync(path + suffix)) {
        renameSync(path + suffix, join(dirname(path), basename(asideName)) + suffix);
      }
    }
    syncFolder(dirname(path));
    renameSync(incoming, path);
    syncFolder(dirname(path));
  }
  rmSync(markerPath(path), { force: true });
  syncFolder(dirname(path));
};

/** The old file or the new one, never half of it. */
export const writeDurably = (path: string, text: string): void => {
  const draft = `${path}.draft`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
};

/** A new name is durable once its folder is; Windows has no such call and needs none. */
const syncFolder = (path: string): void => {
  if (process.platform === "win32") {
    return;
  }
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
