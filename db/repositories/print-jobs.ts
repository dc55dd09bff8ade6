/**
 * Owns the rows of the print queue. A job names the sale it prints; what is on paper is built from the immutable sale
 * when it is sent. State changes are decided in domain/printing and only stored here.
 */
import { asc, desc, eq, sql } from "../drizzle.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { printJob, sale } from "../schema/selling.ts";

export type PrintJobRow = typeof printJob.$inferSelect;

export interface PrintJobWithReceipt extends PrintJobRow {
  readonly receiptNumber: string | null;
}

export type PrintJobProgress = Pick<
  PrintJobRow,
  "state" | "cause" | "maybePrinted" | "attempts" | "nextAttemptAtMs" | "opensDrawer" | "updatedAtMs"
>;

export interface PrintJobRepository {
  /** Answers with the job's id. */
  readonly add: (job: Omit<PrintJobRow, "id">) => number;
  readonly find: (id: number) => PrintJobWithReceipt | null;
  /** Jobs that still have a way to go, oldest first. */
  readonly unfinished: () => readonly PrintJobRow[];
  readonly newest: (limit: number) => readonly PrintJobWithReceipt[];
  readonly update: (id: number, progress: PrintJobProgress) => void;
  readonly countByState: () => { readonly waiting: number; readonly failed: number };
}

export const createPrintJobRepository = (db: TillDatabase): PrintJobRepository => {
  const insert = preparedInsert(db, printJob);
  const queries = prepareQueries(db);
  return {
    add: (job) => insert({ id: null, ...job } as unknown as PrintJobRow),
    find: (id) => flatten(queries.find.get({ id })),
    unfinished: () => queries.unfinished.all(),
    newest: (limit) => queries.newest.all({ limit }).flatMap((row) => flatten(row) ?? []),
    update: (id, progress) => {
      queries.update.run({
        ...progress,
        id,
        maybePrinted: Number(progress.maybePrinted),
        opensDrawer: Number(progress.opensDrawer),
      });
    },
    countByState: () => queries.count.get() ?? { waiting: 0, failed: 0 },
  };
};

/** A job that a printer took and never confirmed is finished as far as the queue can tell. */
const UNFINISHED = sql`state = 'queued' OR (state = 'sent' AND cause IS NULL)`;

const prepareQueries = (db: TillDatabase) => {
  const withReceipt = () =>
    db.orm
      .select({ job: printJob, receiptNumber: sale.receiptNumber })
      .from(printJob)
      .leftJoin(sale, eq(sale.seq, printJob.saleSeq));
  return {
    find: withReceipt()
      .where(eq(printJob.id, sql.placeholder("id")))
      .prepare(),
    newest: withReceipt().orderBy(desc(printJob.id)).limit(sql.placeholder("limit")).prepare(),
    unfinished: db.orm.select().from(printJob).where(UNFINISHED).orderBy(asc(printJob.id)).prepare(),
    update: db.orm
      .update(printJob)
      .set({
        state: sql`${sql.placeholder("state")}`,
        cause: sql`${sql.placeholder("cause")}`,
        maybePrinted: sql`${sql.placeholder("maybePrinted")}`,
        attempts: sql`${sql.placeholder("attempts")}`,
        nextAttemptAtMs: sql`${sql.placeholder("nextAttemptAtMs")}`,
        opensDrawer: sql`${sql.placeholder("opensDrawer")}`,
        updatedAtMs: sql`${sql.placeholder("updatedAtMs")}`,
      })
      .where(eq(printJob.id, sql.placeholder("id")))
      .prepare(),
    count: db.orm
      .select({
        waiting: sql<number>`(SELECT count(*) FROM print_job WHERE state = 'queued' OR (state = 'sent' AND cause IS NULL))`,
        failed: sql<number>`(SELECT count(*) FROM print_job WHERE state = 'failed')`,
      })
      .from(sql`(SELECT 1)`)
      .prepare(),
  };
};

const flatten = (
  row: { readonly job: PrintJobRow; readonly receiptNumber: string | null } | undefined,
): PrintJobWithReceipt | null => (row ? { ...row.job, receiptNumber: row.receiptNumber } : null);
