/** Owns the part of a till that keeps gift cards and store credit: their tables, and the digits of their codes. */
import type { TillDatabase } from "../../db/open-database.ts";
import { createStoredValueRepository } from "../../db/repositories/stored-value.ts";
import type { StoredValueDep } from "../services/deps.ts";
import { randomDigits } from "./random-digits.ts";

export const createStoredValueTables = (db: TillDatabase): StoredValueDep => ({
  storedValue: createStoredValueRepository(db),
  randomDigits,
});
