/** Owns the roles that people have, the program's and the shop's own, with the rights that a shop has set for each. */
import { rightsOfRole, type Right, type Rights } from "../../domain/staff/rights.ts";
import type { Permission } from "../../domain/staff/permission.ts";
import type { TillDatabase } from "../open-database.ts";

export interface Role {
  readonly code: string;
  readonly name: string;
  /** The shop added it: it has its own name, and can be taken away. */
  readonly isOwn: boolean;
  readonly rights: Rights;
}

export interface RoleRepository {
  /** Those that the program knows by rank, then the shop's own by name. */
  readonly list: () => readonly Role[];
  readonly find: (code: string) => Role | null;
  readonly create: (role: Omit<Role, "isOwn">, by: number) => Role;
  readonly rename: (code: string, name: string, by: number) => void;
  /** Nobody may be given it any more. */
  readonly remove: (code: string, by: number) => void;
  /** Sets one right; the others stay. */
  readonly setRight: (code: string, permission: Permission, right: Right) => void;
}

interface RoleRow {
  readonly code: string;
  readonly name: string;
  readonly rightsJson: string;
}

export const createRoleRepository = (db: TillDatabase): RoleRepository => {
  const queries = prepareQueries(db);
  return {
    list: () => queries.all.all().map(toRole),
    find: (code) => {
      const row = queries.one.get(code);
      return row ? toRole(row) : null;
    },
    create: ({ code, name, rights }, by) => {
      queries.insert.run({ code, name, rightsJson: JSON.stringify(rights), atMs: db.clock.nowMs(), by });
      return { code, name, rights, isOwn: true };
    },
    rename: (code, name, by) => {
      queries.rename.run({ code, name, atMs: db.clock.nowMs(), by });
    },
    remove: (code, by) => {
      queries.remove.run({ code, atMs: db.clock.nowMs(), by });
    },
    setRight: (code, permission, right) => {
      const stored = JSON.parse(queries.one.get(code)?.rightsJson ?? "{}") as Record<string, unknown>;
      queries.update.run(JSON.stringify({ ...stored, [permission]: right }), code);
    },
  };
};

interface RoleChange {
  readonly code: string;
  readonly atMs: number;
  readonly by: number;
}

const PROGRAM_ROLES = ["cashier", "supervisor", "manager"] as const;

const SELECT = "SELECT code, name, rights_json AS rightsJson FROM role WHERE deleted_at_ms IS NULL";

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  all: sqlite.prepare<[], RoleRow>(
    `${SELECT} ORDER BY instr('${PROGRAM_ROLES.join(" ")}', code) = 0, instr('${PROGRAM_ROLES.join(" ")}', code), name`,
  ),
  one: sqlite.prepare<[string], RoleRow>(`${SELECT} AND code = ?`),
  insert: sqlite.prepare<RoleChange & { readonly name: string; readonly rightsJson: string }>(`
    INSERT INTO role (code, name, rights_json, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (:code, :name, :rightsJson, :atMs, :by, :atMs, :by)`),
  rename: sqlite.prepare<RoleChange & { readonly name: string }>(
    "UPDATE role SET name = :name, updated_at_ms = :atMs, updated_by = :by WHERE code = :code",
  ),
  remove: sqlite.prepare<RoleChange>(
    "UPDATE role SET deleted_at_ms = :atMs, updated_at_ms = :atMs, updated_by = :by WHERE code = :code",
  ),
  update: sqlite.prepare<[string, string]>("UPDATE role SET rights_json = ? WHERE code = ?"),
});

const toRole = ({ code, name, rightsJson }: RoleRow): Role => ({
  code,
  name,
  isOwn: !PROGRAM_ROLES.some((known) => known === code),
  rights: rightsOfRole(code, JSON.parse(rightsJson)),
});
