/**
 * Owns making one prepared INSERT for a whole table from its drizzle schema, so that no repository spells columns
 * twice. Every column must be given; leaving an INTEGER PRIMARY KEY null lets SQLite number the row. Prepared straight
 * on SQLite: a sale inserts a dozen rows, and going through the query builder each time costs as much as the rows.
 */
import { getTableColumns, getTableName } from "./drizzle.ts";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TillDatabase } from "./open-database.ts";

/** Answers with the row id that SQLite gave. */
export type RunInsert<T extends SQLiteTable> = (row: T["$inferSelect"]) => number;

export const preparedInsert = <T extends SQLiteTable>(db: TillDatabase, table: T): RunInsert<T> => {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const statement = db.sqlite.prepare(
    `INSERT INTO "${getTableName(table)}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  return (row: Readonly<Record<string, unknown>>) => {
    const values = columns.map(([name, column]) => {
      const value = row[name];
      return value === null || value === undefined ? null : column.mapToDriverValue(value);
    });
    return Number(statement.run(...values).lastInsertRowid);
  };
};
