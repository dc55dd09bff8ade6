/**
 * Owns the people who may sign in, with what signing in needs: the PIN's hash, failed tries and the lock.
 * A PIN itself never gets here; the hash leaves only through `list` and `find...`, which main alone calls.
 */
import type { Role } from "../../domain/staff/permission.ts";
import type { TillDatabase } from "../open-database.ts";

export interface StaffMember {
  readonly id: number;
  readonly name: string;
  readonly pinHash: string;
  readonly badge: string | null;
  readonly role: Role;
  readonly failedTries: number;
  /** Until when no PIN is accepted; null when not locked. */
  readonly lockedUntilMs: number | null;
}

export interface NewStaffMember {
  readonly name: string;
  readonly pinHash: string;
  readonly badge: string | null;
  readonly role: Role;
}

export interface StaffRepository {
  /** Everyone who may sign in, by name. */
  readonly list: () => readonly StaffMember[];
  /** Also someone who has left: their name stands on old sales. */
  readonly findById: (id: number) => StaffMember | null;
  readonly findByBadge: (badge: string) => StaffMember | null;
  readonly create: (member: NewStaffMember, by: number | null) => StaffMember;
  /** Counts one more wrong PIN, and locks until then when given. */
  readonly recordFailure: (staffId: number, lockedUntilMs: number | null) => void;
  readonly resetFailures: (staffId: number) => void;
}

export const createStaffRepository = (db: TillDatabase): StaffRepository => {
  const queries = prepareQueries(db);
  return {
    list: () => queries.list.all(),
    findById: (id) => queries.byId.get(id) ?? null,
    findByBadge: (badge) => queries.byBadge.get(badge) ?? null,
    create: (member, by) => {
      const atMs = db.clock.nowMs();
      const id = Number(queries.insert.run({ ...member, atMs, by }).lastInsertRowid);
      return { ...member, id, failedTries: 0, lockedUntilMs: null };
    },
    recordFailure: (staffId, lockedUntilMs) => {
      queries.fail.run(lockedUntilMs, staffId);
    },
    resetFailures: (staffId) => {
      queries.reset.run(staffId);
    },
  };
};

const COLUMNS = `id, name, pin_hash AS pinHash, badge, role, failed_tries AS failedTries,
  locked_until_ms AS lockedUntilMs`;

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  list: sqlite.prepare<[], StaffMember>(
    `SELECT ${COLUMNS} FROM staff WHERE deleted_at_ms IS NULL ORDER BY name, id`,
  ),
  byId: sqlite.prepare<[number], StaffMember>(`SELECT ${COLUMNS} FROM staff WHERE id = ?`),
  byBadge: sqlite.prepare<[string], StaffMember>(
    `SELECT ${COLUMNS} FROM staff WHERE badge = ? AND deleted_at_ms IS NULL`,
  ),
  insert: sqlite.prepare(`
    INSERT INTO staff (name, pin_hash, badge, role, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@name, @pinHash, @badge, @role, @atMs, @by, @atMs, @by)`),
  fail: sqlite.prepare<[number | null, number]>(
    "UPDATE staff SET failed_tries = failed_tries + 1, locked_until_ms = ? WHERE id = ?",
  ),
  reset: sqlite.prepare<[number]>(
    "UPDATE staff SET failed_tries = 0, locked_until_ms = NULL WHERE id = ? AND failed_tries > 0",
  ),
});
