/**
 * Owns a death at one exact instant, preloaded into a till process: kill -9 right after the n-th time (from 1) that it
 * opens, renames or removes one of the files with which a database takes another's place: while it restores, or while it
 * opens what was promised. What happens between two of these instants changes no file that the next start looks at.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const dieAfter = Number(process.env["TILLWRIGHT_DIE_AFTER_STEP"]);
const OF_A_RESTORE = /\.numbers\.json|\.incoming|\.replacing|till-replaced-/;
/** The first file that a restore touches, and nothing else does. */
const BEGINS_A_RESTORE = /\.numbers\.json/;
let counts = process.env["TILLWRIGHT_DIE_WHILE"] === "opening";
let steps = 0;

const afterwards = (...paths: readonly unknown[]): void => {
  counts ||= paths.some((path) => BEGINS_A_RESTORE.test(String(path)));
  if (counts && paths.some((path) => OF_A_RESTORE.test(String(path)))) {
    steps += 1;
    if (steps === dieAfter) {
      process.kill(process.pid, "SIGKILL");
    }
  }
};

const { openSync, renameSync, rmSync } = fs;
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  afterwards(path);
  return file;
};
fs.renameSync = (from, to) => {
  renameSync(from, to);
  afterwards(from, to);
};
fs.rmSync = (path, options) => {
  rmSync(path, options);
  afterwards(path);
};
syncBuiltinESMExports();
