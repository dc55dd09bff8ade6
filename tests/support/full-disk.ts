/** Owns a disk that is full: the database may not grow, and what is free inside its file is filled up. */
import { expect } from "vitest";
import type { TestTill } from "./test-till.ts";

/** No page more than now; what is free inside the file is filled up. */
export const fillDisk = (test: TestTill): void => {
  const { sqlite } = test.till.db;
  sqlite.exec("CREATE TABLE ballast (x BLOB)");
  sqlite.pragma(`max_page_count = ${String(sqlite.pragma("page_count", { simple: true }))}`);
  for (let bytes = 100_000; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) {
        sqlite.prepare("INSERT INTO ballast VALUES (zeroblob(?))").run(bytes);
      }
    } catch (error) {
      expect(error).toMatchObject({ code: "SQLITE_FULL" });
    }
  }
};

export const freeDisk = (test: TestTill): void => {
  test.till.db.sqlite.pragma("max_page_count = 1000000");
};
