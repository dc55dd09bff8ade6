/** Owns a picture of everything that a database holds, to show that nothing changed. */
import type { TillDatabase } from "../../db/open-database.ts";

export type TableDump = Readonly<Record<string, readonly unknown[]>>;

/** Every row of every table, the search index included. */
export const dumpTables = ({ sqlite }: TillDatabase): TableDump => {
  const names = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as readonly string[];
  return Object.fromEntries(names.map((name) => [name, sqlite.prepare(`SELECT * FROM "${name}"`).all()]));
};
