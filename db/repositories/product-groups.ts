/**
 * Owns the groups that products point at: departments, categories, brands and tax rates, found by code or made.
 * A group made on the way is named like its code; `put` gives it its own name.
 */
import type { TillDatabase } from "../open-database.ts";

export type GroupKind = "department" | "category" | "brand";

export interface NamedGroup {
  readonly kind: GroupKind;
  readonly code: string;
  readonly name: string;
}

export interface GroupWriter {
  /** The id of a code, made when it does not exist; null for null. */
  readonly idOf: {
    (kind: GroupKind, code: string, by: number | null): number;
    (kind: GroupKind, code: string | null, by: number | null): number | null;
  };
  readonly taxRateIdOf: (rateBp: number, by: number | null) => number;
  /** Makes the group, or renames it. Writes nothing when it is already so. */
  readonly put: (group: NamedGroup, by: number | null) => void;
}

export const createGroupWriter = (db: TillDatabase): GroupWriter => {
  const statements = {
    department: prepareGroup(db, "department"),
    category: prepareGroup(db, "category"),
    brand: prepareGroup(db, "brand"),
  };
  const put = (group: NamedGroup, by: number | null): number => {
    const { byCode, insert, rename } = statements[group.kind];
    const stored = byCode.get(group.code);
    const atMs = db.clock.nowMs();
    if (stored === undefined) {
      return Number(insert.run({ code: group.code, name: group.name, atMs, by }).lastInsertRowid);
    }
    if (stored.name !== group.name || stored.deletedAtMs !== null) {
      rename.run({ id: stored.id, name: group.name, atMs, by });
    }
    return stored.id;
  };
  const idOf = (kind: GroupKind, code: string, by: number | null): number => {
    const stored = statements[kind].byCode.get(code);
    return stored !== undefined && stored.deletedAtMs === null
      ? stored.id
      : put({ kind, code, name: stored?.name ?? code }, by);
  };
  return {
    idOf: ((kind: GroupKind, code: string | null, by: number | null) =>
      code === null ? null : idOf(kind, code, by)) as GroupWriter["idOf"],
    taxRateIdOf: prepareTaxRate(db),
    put,
  };
};

interface StoredGroup {
  readonly id: number;
  readonly name: string;
  readonly deletedAtMs: number | null;
}

const prepareGroup = ({ sqlite }: TillDatabase, table: GroupKind) => ({
  byCode: sqlite.prepare<[string], StoredGroup>(
    `SELECT id, name, deleted_at_ms AS deletedAtMs FROM ${table} WHERE code = ?`,
  ),
  insert: sqlite.prepare(`
    INSERT INTO ${table} (code, name, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@code, @name, @atMs, @by, @atMs, @by)`),
  rename: sqlite.prepare(`
    UPDATE ${table} SET name = @name, updated_at_ms = @atMs, updated_by = @by, deleted_at_ms = NULL WHERE id = @id`),
});

/** The oldest living rate of that height; a new one is coded by its basis points and named in percent. */
const prepareTaxRate = ({ sqlite, clock }: TillDatabase): GroupWriter["taxRateIdOf"] => {
  const byRate = sqlite
    .prepare<[number], number>(
      "SELECT id FROM tax_rate WHERE rate_bp = ? AND deleted_at_ms IS NULL ORDER BY id LIMIT 1",
    )
    .pluck();
  const insert = sqlite.prepare(`
    INSERT INTO tax_rate (code, name, rate_bp, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@code, @name, @rateBp, @atMs, @by, @atMs, @by)`);
  return (rateBp, by) =>
    byRate.get(rateBp) ??
    Number(
      insert.run({ code: `VAT-${rateBp}`, name: `${rateBp / 100} %`, rateBp, atMs: clock.nowMs(), by })
        .lastInsertRowid,
    );
};
