import { getTableColumns, getTableConfig } from "../../../db/drizzle.ts";
import { expect, test } from "vitest";
import { schemaTables } from "../../support/schema-tables.ts";
import { openTestDatabase } from "../../support/test-database.ts";

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

const describeDrizzle = (table: (typeof schemaTables)[number]) => {
  const config = getTableConfig(table);
  const keys = new Set(config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  return Object.values(getTableColumns(table)).map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notNull: column.notNull,
    inKey: column.primary || keys.has(column.name),
  }));
};

for (const table of schemaTables) {
  const { name } = getTableConfig(table);
  test(`drizzle and the migrations agree on every column of ${name}`, () => {
    const { sqlite } = openTestDatabase();
    const stored = sqlite.pragma(`table_info(${name})`) as readonly ColumnInfo[];
    expect(stored.length).toBeGreaterThan(0);
    expect(describeDrizzle(table)).toEqual(
      stored.map((column) => ({
        name: column.name,
        type: column.type,
        // STRICT leaves "not null" off an integer primary key, which cannot hold null anyway.
        notNull: column.notnull === 1 || column.pk > 0,
        inKey: column.pk > 0,
      })),
    );
  });
}

interface TableInfo {
  readonly name: string;
  readonly type: string;
  readonly strict: number;
}

const ownTables = (tables: readonly TableInfo[]): readonly TableInfo[] =>
  tables.filter(
    ({ name, type }) => type === "table" && !name.startsWith("sqlite_") && !name.startsWith("product_search"),
  );

test("every table is declared for drizzle, and is STRICT", () => {
  const { sqlite } = openTestDatabase();
  const tables = ownTables(sqlite.pragma("table_list") as readonly TableInfo[]);
  const declared = schemaTables.map((table) => getTableConfig(table).name);
  expect(tables.map(({ name }) => name).toSorted()).toEqual(declared.toSorted());
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
});

test("every foreign key has an index that begins with it", () => {
  const { sqlite } = openTestDatabase();
  const unindexed: string[] = [];
  for (const { name } of ownTables(sqlite.pragma("table_list") as readonly TableInfo[])) {
    const keys = sqlite.pragma(`foreign_key_list(${name})`) as readonly {
      readonly id: number;
      readonly seq: number;
      readonly from: string;
    }[];
    const indexes = sqlite.pragma(`index_list(${name})`) as readonly { readonly name: string }[];
    const first = new Set(
      indexes.map(
        (index) =>
          (sqlite.pragma(`index_info(${index.name})`) as readonly { readonly name: string }[])[0]?.name,
      ),
    );
    unindexed.push(
      ...keys.filter((key) => key.seq === 0 && !first.has(key.from)).map((key) => `${name}.${key.from}`),
    );
  }
  expect(unindexed).toEqual([]);
});
