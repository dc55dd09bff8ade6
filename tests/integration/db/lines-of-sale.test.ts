/** How statements find the lines of sales: never by reading every line that was ever sold. */
import Database from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { openTestTill } from "../../support/test-till.ts";

const isWalk = (step: string): boolean =>
  /^SCAN (sale_line|line|back|sold)\b(?!.*USING INDEX sale_line_refunds)/.test(step);

const planOf = (sqlite: Database.Database, text: string): readonly string[] => {
  const named = [...text.matchAll(/[:@$]([a-z]\w*)/gi)].map(([, name = ""]) => [name, null]);
  const unnamed = [...text.matchAll(/\?/g)].map(() => null);
  const steps = sqlite
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .all(...unnamed, ...(named.length === 0 ? [] : [Object.fromEntries(named)])) as { detail: string }[];
  return steps.map(({ detail }) => detail);
};

afterEach(() => {
  vi.restoreAllMocks();
});

test("no statement of the till walks through all lines", async () => {
  const prepare = vi.spyOn(Database.prototype, "prepare");
  const opened = openTestTill({ dataDir: ":memory:" });
  const statements = [...new Set(prepare.mock.calls.map(([text]) => text))];
  prepare.mockRestore();
  const ofLines = statements.filter((text) => /^\s*(select|with)/i.test(text) && /sale_line/.test(text));
  expect(ofLines.length).toBeGreaterThan(5);
  expect(ofLines.filter((text) => planOf(opened.till.db.sqlite, text).some(isWalk))).toEqual([]);
  await opened.close();
});
