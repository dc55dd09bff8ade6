/**
 * Owns the rows of the drawer's ledger. Appended in the transaction of whatever moved the cash; never changed or
 * deleted, and refused by the database once the shift is closed.
 */
import type { CashMovement } from "../../domain/cash/cash-movement.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { cashMovement } from "../schema/shifts.ts";

export interface CashMovementRepository {
  /** Answers with the row's number. */
  readonly add: (movement: Omit<CashMovement, "id">) => number;
  readonly ofShift: (shiftId: number) => readonly CashMovement[];
  /** What was taken for a payment, less what was given back, before its sale was complete. */
  readonly heldForTender: (tenderId: string) => number;
  /** In the order of the ledger. */
  readonly page: (after: { readonly id: number; readonly limit: number }) => readonly CashMovement[];
}

export const createCashMovementRepository = (db: TillDatabase): CashMovementRepository => {
  const insert = preparedInsert(db, cashMovement);
  const ofShift = db.sqlite.prepare<{ readonly shiftId: number }, CashMovement>(
    `SELECT ${COLUMNS} FROM cash_movement
    WHERE id > (SELECT movement_id FROM shift WHERE id = @shiftId) AND shift_id = @shiftId ORDER BY id`,
  );
  const held = db.sqlite
    .prepare<[string], number>("SELECT coalesce(sum(amount_minor), 0) FROM cash_movement WHERE tender_id = ?")
    .pluck();
  const page = db.sqlite.prepare<[number, number], CashMovement>(
    `SELECT ${COLUMNS} FROM cash_movement WHERE id > ? ORDER BY id LIMIT ?`,
  );
  return {
    add: (movement) => insert({ id: null, ...movement } as unknown as CashMovement),
    ofShift: (shiftId) => ofShift.all({ shiftId }),
    heldForTender: (tenderId) => held.get(tenderId) ?? 0,
    page: ({ id, limit }) => page.all(id, limit),
  };
};

const COLUMNS = `id, shift_id AS shiftId, at_ms AS atMs, kind, amount_minor AS amountMinor, sale_seq AS saleSeq,
  staff_id AS staffId, reason, tender_id AS tenderId`;
