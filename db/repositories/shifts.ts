/**
 * Owns the rows of shifts and of the counts made in them. At most one shift is open per drawer (the till's own, or a
 * cashier's); a closed shift, and a count once handed in, are never changed: the database refuses.
 */
import type { CashCount, CashEntry } from "../../domain/cash/cash-count.ts";
import type { JournalPlace, LedgerCount, Person } from "../../domain/shift/shift-ledger.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { shift, shiftCount } from "../schema/shifts.ts";

export interface Shift {
  readonly id: number;
  /** Whose drawer; null: the till's own. */
  readonly cashierId: number | null;
  readonly openedAtMs: number;
  readonly openedBy: Person;
  readonly float: CashCount;
  /** Of its opening. */
  readonly journal: JournalPlace;
  readonly auditId: number;
  /** A count that somebody has begun and not handed in. */
  readonly draft: { readonly entry: CashEntry; readonly by: number } | null;
  readonly closed: { readonly atMs: number; readonly by: Person } | null;
}

export interface StoredCount extends LedgerCount {
  /** The newest movement of the ledger that the expected sum has in it. */
  readonly movementId: number;
}

export interface ShiftRepository {
  readonly add: (shift: Omit<Shift, "id" | "draft" | "closed">) => number;
  readonly find: (id: number) => Shift | null;
  /** The open shift of a drawer; null: the till's own. */
  readonly openIdOf: (cashierId: number | null) => number | null;
  /** Oldest first. */
  readonly open: () => readonly Shift[];
  readonly keepDraft: (id: number, draft: Shift["draft"]) => void;
  readonly addCount: (shiftId: number, count: StoredCount) => void;
  /** In the order in which they were made. */
  readonly counts: (shiftId: number) => readonly StoredCount[];
  readonly close: (id: number, closed: NonNullable<Shift["closed"]>) => void;
}

export const createShiftRepository = (db: TillDatabase): ShiftRepository => {
  const { sqlite } = db;
  const insert = preparedInsert(db, shift);
  const insertCount = preparedInsert(db, shiftCount);
  const newestSale = sqlite.prepare<[], number>("SELECT max(seq) FROM sale").pluck();
  const newestMovement = sqlite.prepare<[], number>("SELECT max(id) FROM cash_movement").pluck();
  const find = sqlite.prepare<[number], Row>(`SELECT ${COLUMNS} FROM shift WHERE id = ?`);
  const openId = sqlite
    .prepare<[number], number>(
      "SELECT id FROM shift WHERE coalesce(cashier_id, 0) = ? AND closed_at_ms IS NULL",
    )
    .pluck();
  const open = sqlite.prepare<[], Row>(`SELECT ${COLUMNS} FROM shift WHERE closed_at_ms IS NULL ORDER BY id`);
  const draft = sqlite.prepare("UPDATE shift SET draft_json = ?, draft_by = ? WHERE id = ?");
  const counts = sqlite.prepare<[number], typeof shiftCount.$inferSelect>(
    `SELECT id, shift_id AS shiftId, at_ms AS atMs, staff_id AS staffId, staff_name AS staffName,
      count_json AS countJson, total_minor AS totalMinor, expected_minor AS expectedMinor, movement_id AS movementId
    FROM shift_count WHERE shift_id = ? ORDER BY id`,
  );
  const close = sqlite.prepare(
    "UPDATE shift SET draft_json = NULL, draft_by = NULL, closed_at_ms = ?, closed_by = ?, closed_by_name = ? WHERE id = ?",
  );
  return {
    add: ({ openedBy, float, journal, ...row }) =>
      insert({
        ...row,
        openedBy: openedBy.id,
        openedByName: openedBy.name,
        floatJson: JSON.stringify(float),
        journalEpoch: journal.epoch,
        journalSeq: journal.seq,
        saleSeq: newestSale.get() ?? 0,
        movementId: newestMovement.get() ?? 0,
      } as Row),
    find: (id) => toShift(find.get(id)),
    openIdOf: (cashierId) => openId.get(cashierId ?? 0) ?? null,
    open: () => open.all().flatMap((row) => toShift(row) ?? []),
    keepDraft: (id, kept) => {
      draft.run(kept ? JSON.stringify(kept.entry) : null, kept?.by ?? null, id);
    },
    addCount: (shiftId, { by, count, ...row }) => {
      insertCount({
        ...row,
        shiftId,
        staffId: by.id,
        staffName: by.name,
        countJson: JSON.stringify(count),
        totalMinor: count.totalMinor,
      } as typeof shiftCount.$inferSelect);
    },
    counts: (shiftId) =>
      counts.all(shiftId).map((row) => ({
        atMs: row.atMs,
        by: { id: row.staffId, name: row.staffName },
        count: JSON.parse(row.countJson) as CashCount,
        expectedMinor: row.expectedMinor,
        movementId: row.movementId,
      })),
    close: (id, { atMs, by }) => {
      close.run(atMs, by.id, by.name, id);
    },
  };
};

type Row = typeof shift.$inferSelect;

const COLUMNS = `id, cashier_id AS cashierId, opened_at_ms AS openedAtMs, opened_by AS openedBy,
  opened_by_name AS openedByName, float_json AS floatJson, journal_epoch AS journalEpoch, journal_seq AS journalSeq,
  audit_id AS auditId, sale_seq AS saleSeq, movement_id AS movementId, draft_json AS draftJson, draft_by AS draftBy, closed_at_ms AS closedAtMs, closed_by AS closedBy,
  closed_by_name AS closedByName`;

const toShift = (row: Row | undefined): Shift | null =>
  row
    ? {
        id: row.id,
        cashierId: row.cashierId,
        openedAtMs: row.openedAtMs,
        openedBy: { id: row.openedBy, name: row.openedByName },
        float: JSON.parse(row.floatJson) as CashCount,
        journal: { epoch: row.journalEpoch, seq: row.journalSeq },
        auditId: row.auditId,
        draft:
          row.draftJson === null
            ? null
            : { entry: JSON.parse(row.draftJson) as CashEntry, by: row.draftBy ?? 0 },
        closed:
          row.closedAtMs === null
            ? null
            : { atMs: row.closedAtMs, by: { id: row.closedBy ?? 0, name: row.closedByName ?? "" } },
      }
    : null;
