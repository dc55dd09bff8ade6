/**
 * Owns the people who may sign in, with what signing in needs: the hashes of their PIN and their badge.
 * Neither PIN nor badge itself gets here; the hashes leave only through `list` and `find...`, which main alone calls.
 */
import type { TillDatabase } from "../open-database.ts";

export interface StaffMember {
  readonly id: number;
  readonly name: string;
  readonly pinHash: string;
  readonly badgeHash: string | null;
  readonly roleCode: string;
}

export type NewStaffMember = Omit<StaffMember, "id">;

export interface StaffRepository {
  /** Everyone who may sign in, by name. */
  readonly list: () => readonly StaffMember[];
  /** Also someone who has left: their name stands on old sales. */
  readonly findById: (id: number) => StaffMember | null;
  readonly findByBadge: (badgeHash: string) => StaffMember | null;
  readonly create: (member: NewStaffMember, by: number | null) => StaffMember;
  /** Changes what is given. */
  readonly update: (staffId: number, change: Partial<NewStaffMember>, by: number | null) => void;
  /** They may not sign in any more; the badge is free again. */
  readonly remove: (staffId: number, by: number | null) => void;
}

export const createStaffRepository = (db: TillDatabase): StaffRepository => {
  const queries = prepareQueries(db);
  return {
    list: () => queries.list.all(),
    findById: (id) => queries.byId.get(id) ?? null,
    findByBadge: (badgeHash) => queries.byBadge.get(badgeHash) ?? null,
    create: (member, by) => {
      const atMs = db.clock.nowMs();
      return { ...member, id: Number(queries.insert.run({ ...member, atMs, by }).lastInsertRowid) };
    },
    update: (staffId, change, by) => {
      const before = queries.byId.get(staffId);
      queries.update.run({ ...before, ...change, id: staffId, atMs: db.clock.nowMs(), by });
    },
    remove: (staffId, by) => {
      queries.remove.run({ id: staffId, atMs: db.clock.nowMs(), by });
    },
  };
};

const COLUMNS = "id, name, pin_hash AS pinHash, badge AS badgeHash, role AS roleCode";

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
    VALUES (@name, @pinHash, @badgeHash, @roleCode, @atMs, @by, @atMs, @by)`),
  update: sqlite.prepare(`
    UPDATE staff SET name = @name, pin_hash = @pinHash, badge = @badgeHash, role = @roleCode,
      updated_at_ms = @atMs, updated_by = @by
    WHERE id = @id AND deleted_at_ms IS NULL`),
  remove: sqlite.prepare(`
    UPDATE staff SET deleted_at_ms = @atMs, badge = NULL, updated_at_ms = @atMs, updated_by = @by
    WHERE id = @id AND deleted_at_ms IS NULL`),
});
