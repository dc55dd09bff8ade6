/**
 * Owns making the search index anew from the products, in short turns so that selling goes on, and indexing names of
 * customers that never were. Touches the indexes and nothing else. Where the index itself is damaged, it is made empty first: it holds nothing that is not in products.
 */
import { allOrNothing } from "../../../db/in-transaction.ts";
import { createSearchWriter } from "../../../db/repositories/product-search-writer.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import type { BooksProgress } from "../../../contracts/ipc/backups.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, CustomersDep, DbDep } from "../deps.ts";

export interface RebuildSearchDeps extends AuditDep, DbDep, Pick<CustomersDep, "customers"> {
  readonly onBooksProgress: (progress: BooksProgress) => void;
}

const PRODUCTS_PER_TURN = 500;
const NAMES_PER_TURN = 500;

/** Answers with how many products were looked at. */
export const rebuildSearch = async (deps: RebuildSearchDeps, actor: Actor): Promise<number> => {
  const { db } = deps;
  const ids = db.sqlite.prepare<[], number>("SELECT id FROM product ORDER BY id").pluck().all();
  clearStrays(deps);
  const writer = createSearchWriter(db);
  for (let done = 0; done < ids.length; done += PRODUCTS_PER_TURN) {
    allOrNothing(db, () => {
      for (const id of ids.slice(done, done + PRODUCTS_PER_TURN)) {
        writer.write(id);
      }
    });
    deps.onBooksProgress({
      task: "index",
      done: Math.min(done + PRODUCTS_PER_TURN, ids.length),
      total: ids.length,
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (let last: number | null = 0; last !== null;) {
    const after: number = last;
    last = allOrNothing(db, () => deps.customers.indexNames(after, NAMES_PER_TURN));
    await new Promise((resolve) => setImmediate(resolve));
  }
  deps.audit.append({
    ...auditActor(actor),
    action: "search.rebuild",
    subject: "till",
    before: null,
    after: { products: ids.length },
    reason: null,
  });
  return ids.length;
};

/** Entries of no product; a damaged index is emptied as a whole. */
const clearStrays = ({ db }: DbDep): void => {
  const { sqlite } = db;
  try {
    sqlite.exec("INSERT INTO product_search (product_search) VALUES ('integrity-check')");
    sqlite.exec("DELETE FROM product_search WHERE rowid NOT IN (SELECT id FROM product)");
  } catch (error) {
    if (storageFailureOf(error)?.type !== "Corrupt") {
      throw error;
    }
    allOrNothing(db, () => {
      const made = sqlite
        .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'product_search'")
        .pluck()
        .get() as string;
      sqlite.exec("DROP TABLE product_search");
      sqlite.exec(made);
    });
  }
};
