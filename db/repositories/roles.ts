/** Owns the roles that people have, with the rights that a shop has set for each. */
import { rightsOfRole, type Right, type Rights } from "../../domain/staff/rights.ts";
import type { Permission } from "../../domain/staff/permission.ts";
import type { TillDatabase } from "../open-database.ts";

export interface Role {
  readonly code: string;
  readonly name: string;
  readonly rights: Rights;
}

export interface RoleRepository {
  /** Those that the program knows by rank. */
  readonly list: () => readonly Role[];
  readonly find: (code: string) => Role | null;
  /** Sets one right; the others stay. */
  readonly setRight: (code: string, permission: Permission, right: Right) => void;
}

interface RoleRow {
  readonly code: string;
  readonly name: string;
  readonly rightsJson: string;
}

export const createRoleRepository = ({ sqlite }: TillDatabase): RoleRepository => {
  const all = sqlite.prepare<[], RoleRow>(
    `${SELECT} ORDER BY instr('cashier supervisor manager', code), code`,
  );
  const one = sqlite.prepare<[string], RoleRow>(`${SELECT} WHERE code = ?`);
  const update = sqlite.prepare<[string, string]>("UPDATE role SET rights_json = ? WHERE code = ?");
  return {
    list: () => all.all().map(toRole),
    find: (code) => {
      const row = one.get(code);
      return row ? toRole(row) : null;
    },
    setRight: (code, permission, right) => {
      const stored = JSON.parse(one.get(code)?.rightsJson ?? "{}") as Record<string, unknown>;
      update.run(JSON.stringify({ ...stored, [permission]: right }), code);
    },
  };
};

const SELECT = "SELECT code, name, rights_json AS rightsJson FROM role";

const toRole = ({ code, name, rightsJson }: RoleRow): Role => ({
  code,
  name,
  rights: rightsOfRole(code, JSON.parse(rightsJson)),
});
