/**
 * Owns making one prepared INSERT for a whole table from its drizzle schema, so that no repository spells columns
 * twice. Every column must be given; leaving an INTEGER PRIMARY KEY null lets SQLite number the row.
 */
import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TillDatabase } from "./open-database.ts";

/** Answers with the row id that SQLite gave. */
export type RunInsert<T extends SQLiteTable> = (row: T["$inferSelect"]) => number;

export const preparedInsert = <T extends SQLiteTable>(db: TillDatabase, table: T): RunInsert<T> => {
  const placeholders = Object.fromEntries(
    Object.keys(getTableColumns(table)).map((name) => [name, sql.placeholder(name)]),
  );
  const statement = db.orm
    .insert(table)
    .values(placeholders as T["$inferInsert"])
    .prepare();
  return (row) => Number(statement.run(row).lastInsertRowid);
};
