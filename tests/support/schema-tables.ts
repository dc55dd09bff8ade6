/** Owns the list of every table that the drizzle schema declares, found by looking, so that none is forgotten. */
import type { SQLiteTable as Table } from "drizzle-orm/sqlite-core";
import { is, SQLiteTable } from "../../db/drizzle.ts";
import * as catalogue from "../../db/schema/catalogue.ts";
import * as customers from "../../db/schema/customers.ts";
import * as jobs from "../../db/schema/jobs.ts";
import * as journal from "../../db/schema/journal.ts";
import * as knownSales from "../../db/schema/known-sales.ts";
import * as loyalty from "../../db/schema/loyalty.ts";
import * as memberships from "../../db/schema/memberships.ts";
import * as offers from "../../db/schema/offers.ts";
import * as referrals from "../../db/schema/referrals.ts";
import * as selling from "../../db/schema/selling.ts";
import * as shifts from "../../db/schema/shifts.ts";
import * as staff from "../../db/schema/staff.ts";
import * as storedValue from "../../db/schema/stored-value.ts";
import * as system from "../../db/schema/system.ts";

export const schemaTables: readonly Table[] = [
  system,
  catalogue,
  customers,
  staff,
  selling,
  shifts,
  jobs,
  loyalty,
  journal,
  knownSales,
  memberships,
  referrals,
  offers,
  storedValue,
]
  .flatMap((module): readonly unknown[] => Object.values(module))
  .filter((value): value is Table => is(value, SQLiteTable));
