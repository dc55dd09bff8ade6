/**
 * Owns running long checks in a thread, one per check, so that the till's own thread keeps selling. A thread that ends
 * without an answer is a bug and throws here.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { BookChecks } from "../services/books/book-checks.ts";
import type { BooksMessage, BooksTask } from "./books-worker.ts";

/** Beside this file: as source, or as the bundle's own file. */
const workerFile = (): string => {
  const source = join(import.meta.dirname, "books-worker.ts");
  return existsSync(source) ? source : join(import.meta.dirname, "books-worker.js");
};

export const createThreadChecks = (place: {
  readonly databasePath: string;
  readonly migrationsDir: string;
}): BookChecks => {
  const run = async <T>(
    task: Pick<BooksTask, "kind" | "path">,
    onProgress: (entries: number) => void,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const workerData: BooksTask = { ...task, migrationsDir: place.migrationsDir };
      const thread = new Worker(workerFile(), { workerData });
      thread.on("message", (message: BooksMessage) => {
        if (message.type === "progress") {
          onProgress(message.entries);
        } else {
          resolve(message.answer as T);
        }
      });
      thread.once("error", reject);
      thread.once("exit", () => reject(new Error(`The check of ${task.path} ended without an answer`)));
    });
  return {
    verifyJournal: (onProgress) => run({ kind: "verify", path: place.databasePath }, onProgress),
    checkBackup: (path, onProgress) => run({ kind: "check", path }, onProgress),
  };
};
