/** Owns writing a small file so that a power cut leaves either the old one or the new one, never half of it. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

export const writeFileDurably = (path: string, text: string, mode: number): void => {
  const draft = `${path}.draft`;
  const file = openSync(draft, "w", mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
};

/** The new name is durable once its folder is; Windows has no such call and needs none. */
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
