/**
 * Owns how drizzle-orm is loaded: as CommonJS. It comes as some 250 small files under one large package.json, and Node
 * reads that for each file which is imported as a module: half of a start. Nobody else may load it (types are free).
 */
import { createRequire } from "node:module";
import type * as drizzleOrm from "drizzle-orm";
import type * as betterSqlite from "drizzle-orm/better-sqlite3";
import type * as sqliteCore from "drizzle-orm/sqlite-core";

const load = createRequire(import.meta.url);

export const { and, asc, between, desc, eq, getTableColumns, getTableName, gt, is, lt, notExists, sql } =
  load("drizzle-orm") as typeof drizzleOrm;

export const { alias, getTableConfig, integer, primaryKey, SQLiteTable, sqliteTable, text } = load(
  "drizzle-orm/sqlite-core",
) as typeof sqliteCore;

export const { drizzle } = load("drizzle-orm/better-sqlite3") as typeof betterSqlite;
