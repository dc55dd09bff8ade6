/**
 * Owns what a restore would take away: everything that the present database has after the last journal entry that both
 * have. Entries are the same when their hashes are, so another till's or another time's history never counts as common.
 */
import type Database from "better-sqlite3";
import type { LostByRestore } from "../../../contracts/ipc/backups.ts";
import { actionsOfKind } from "../../../domain/audit/audit-action.ts";

export const lostByRestore = (present: Database.Database, backup: Database.Database): LostByRestore => {
  const beyond = epochsBeyond(present, backup);
  const total = (rows: readonly (number | null)[]): number =>
    rows.reduce<number>((all, value) => all + (value ?? 0), 0);
  const each = (query: string): readonly unknown[] =>
    beyond.map(({ epoch, seq }) => present.prepare<[number, number]>(query).get(epoch, seq));
  const counted = (query: string): number =>
    total((each(query) as readonly { readonly count: number }[]).map((row) => row.count));
  const sales = each(SALES) as readonly SaleSums[];
  const firstSeq = Math.min(...sales.flatMap(({ first }) => (first === null ? [] : [first])));
  const lastSeq = Math.max(...sales.flatMap(({ last }) => (last === null ? [] : [last])));
  const one = (database: Database.Database, query: string): number =>
    database.prepare<[], number | null>(query).pluck().get() ?? 0;
  const newestAudit = one(backup, "SELECT max(id) FROM audit_log");
  return {
    sales: total(sales.map((row) => row.sales)),
    salesMinor: total(sales.map((row) => row.salesMinor)),
    refunds: total(sales.map((row) => row.refunds)),
    refundsMinor: total(sales.map((row) => row.refundsMinor)),
    firstReceipt: receiptOf(present, firstSeq),
    lastReceipt: receiptOf(present, lastSeq),
    zReports: counted(Z_REPORTS),
    auditEntries: one(present, `SELECT count(*) FROM audit_log WHERE id > ${String(newestAudit)}`),
    configurationChanges: present
      .prepare<[number, string], number>(CONFIGURATION)
      .pluck()
      .get(newestAudit, JSON.stringify(CONFIGURING)) as number,
    entries: counted(ENTRIES),
    openBasketLines: one(
      present,
      `SELECT count(*) FROM basket_line JOIN basket ON id = basket_id AND state = 'open'
        WHERE id NOT IN (SELECT id FROM sale)`,
    ),
    parkedBaskets: one(present, "SELECT count(*) FROM basket WHERE state = 'parked'"),
  };
};

interface SaleSums {
  readonly sales: number;
  readonly salesMinor: number | null;
  readonly refunds: number;
  readonly refundsMinor: number | null;
  readonly first: number | null;
  readonly last: number | null;
}

const SALES = `
  SELECT count(*) FILTER (WHERE kind = 'sale') AS sales, sum(payable_minor) FILTER (WHERE kind = 'sale') AS salesMinor,
    count(*) FILTER (WHERE kind = 'refund') AS refunds,
    sum(payable_minor) FILTER (WHERE kind = 'refund') AS refundsMinor, min(seq) AS first, max(seq) AS last
  FROM sale WHERE journal_epoch = ? AND journal_seq > ?`;
const Z_REPORTS = "SELECT count(*) AS count FROM z_report WHERE journal_epoch = ? AND journal_seq > ?";
const ENTRIES = "SELECT count(*) AS count FROM journal WHERE epoch = ? AND seq > ?";
const CONFIGURATION =
  "SELECT count(*) FROM audit_log WHERE id > ? AND action IN (SELECT value FROM json_each(?))";

/** Signing in and out changes nothing that a person would have to set again. */
const CONFIGURING = [
  ...actionsOfKind("configuration"),
  ...actionsOfKind("staff").filter((action) => !action.startsWith("sign")),
];

/** For each epoch of the present database, the last entry that the backup has too (0: none). */
const epochsBeyond = (
  present: Database.Database,
  backup: Database.Database,
): readonly { readonly epoch: number; readonly seq: number }[] => {
  const head = "SELECT max(seq) FROM journal WHERE epoch = ?";
  const hash = "SELECT hash FROM journal WHERE epoch = ? AND seq = ?";
  const headOf = (database: Database.Database, epoch: number): number =>
    database.prepare<[number], number | null>(head).pluck().get(epoch) ?? 0;
  const hashAt = (database: Database.Database, epoch: number, seq: number): string | undefined =>
    database.prepare<[number, number], string>(hash).pluck().get(epoch, seq);
  const epochs = present.prepare<[], number>("SELECT epoch FROM journal_epoch ORDER BY epoch").pluck().all();
  return epochs.map((epoch) => {
    const seq = Math.min(headOf(present, epoch), headOf(backup, epoch));
    return { epoch, seq: hashAt(present, epoch, seq) === hashAt(backup, epoch, seq) ? seq : 0 };
  });
};

const receiptOf = (database: Database.Database, seq: number): string | null =>
  Number.isFinite(seq)
    ? (database.prepare<[number], string>("SELECT receipt_number FROM sale WHERE seq = ?").pluck().get(seq) ??
      null)
    : null;
