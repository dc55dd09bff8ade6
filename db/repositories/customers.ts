/**
 * Owns the rows of customers: who they are, and the words that their names are found by. Sales and the journal name a
 * customer by the random `customerRef` only. A ref stays good after its customer was merged into another: it finds that
 * one. Erasing leaves the row with its ref and nothing of the person.
 */
import { nameWords, type CustomerDetails, type RegistrationSource } from "../../domain/customer/customer.ts";
import type { TillDatabase } from "../open-database.ts";

export interface Customer extends CustomerDetails {
  readonly id: number;
  readonly customerRef: string;
  /** The number in a system that the customer came from; unique. */
  readonly code: string | null;
  /** As the source of the data spells it. */
  readonly country: string | null;
  readonly registrationSource: RegistrationSource;
  readonly createdAtMs: number;
}

export interface NewCustomer {
  /** From the caller's id source: random, at least 16 characters. */
  readonly customerRef: string;
  readonly code: string | null;
  readonly country: string | null;
  readonly registrationSource: RegistrationSource;
  readonly details: CustomerDetails;
}

export interface CustomerRepository {
  readonly findByCode: (code: string) => Customer | null;
  /** Also by the ref of a customer that was merged into this one. */
  readonly findByRef: (customerRef: string) => Customer | null;
  readonly findByIds: (ids: readonly number[]) => readonly Customer[];
  /** Their own ref first, then those of the customers that were merged into them. */
  readonly refsOf: (id: number) => readonly string[];
  readonly create: (customer: NewCustomer, by: number | null) => Customer;
  readonly update: (id: number, details: CustomerDetails, by: number | null) => void;
  /** From now on the ref of `fromId` means `intoId`; the person's data is gone from the old row. */
  readonly mergeInto: (fromId: number, intoId: number, by: number | null) => void;
  readonly erase: (id: number, by: number | null) => void;
  /** Makes the next names after this number findable that are not yet; answers with the last one, null: none were left. */
  readonly indexNames: (afterId: number, limit: number) => number | null;
}

export const createCustomerRepository = (db: TillDatabase): CustomerRepository => {
  const { clock } = db;
  const queries = prepareQueries(db);
  const writeWords = (id: number, name: string | null): void => {
    queries.removeWords.run(id);
    for (const word of nameWords(name)) {
      queries.addWord.run(word, id);
    }
  };
  const forget = (id: number, by: number | null): void => {
    queries.removeWords.run(id);
    queries.forget.run({ id, atMs: clock.nowMs(), by });
  };
  const first = (row: CustomerRow | undefined): Customer | null => (row ? toCustomer(row) : null);
  return {
    findByCode: (code) => first(queries.byCode.get(code)),
    findByRef: (customerRef) => first(queries.byRef.get(customerRef)),
    findByIds: (ids) => queries.byIds.all(JSON.stringify(ids)).map(toCustomer),
    refsOf: (id) => queries.refs.all({ id }),
    create: ({ details, ...customer }, by) => {
      const atMs = clock.nowMs();
      const id = Number(queries.insert.run({ ...customer, ...toColumns(details), atMs, by }).lastInsertRowid);
      writeWords(id, details.name);
      return { ...customer, ...details, id, createdAtMs: atMs };
    },
    update: (id, details, by) => {
      queries.update.run({ ...toColumns(details), id, atMs: clock.nowMs(), by });
      writeWords(id, details.name);
    },
    mergeInto: (fromId, intoId, by) => {
      forget(fromId, by);
      queries.mergeInto.run({ fromId, intoId });
    },
    erase: (id, by) => {
      forget(id, by);
      queries.markErased.run({ id, atMs: clock.nowMs() });
    },
    indexNames: (afterId, limit) => {
      const unindexed = queries.unindexed.all(afterId, limit);
      for (const { id, name } of unindexed) {
        writeWords(id, name);
      }
      return unindexed.at(-1)?.id ?? null;
    },
  };
};

const COLUMNS = `c.id, c.customer_ref AS customerRef, c.code, c.name, c.country, c.phone, c.email,
  c.date_of_birth AS dateOfBirth, c.gender, c.national_id AS nationalId, c.invoice_name AS invoiceName,
  c.invoice_address AS invoiceAddress, c.tax_office AS taxOffice, c.tax_id AS taxId,
  c.registration_source AS registrationSource, c.preferences_json AS preferencesJson, c.tags_json AS tagsJson,
  c.created_at_ms AS createdAtMs`;

const DETAILS = [
  ["name", "name"],
  ["phone", "phone"],
  ["email", "email"],
  ["date_of_birth", "dateOfBirth"],
  ["gender", "gender"],
  ["national_id", "nationalId"],
  ["invoice_name", "invoiceName"],
  ["invoice_address", "invoiceAddress"],
  ["tax_office", "taxOffice"],
  ["tax_id", "taxId"],
  ["preferences_json", "preferencesJson"],
  ["tags_json", "tagsJson"],
] as const;

const NAMES = DETAILS.map(([column]) => column).join(", ");
const VALUES = DETAILS.map(([, field]) => `@${field}`).join(", ");
const ASSIGNMENTS = DETAILS.map(([column, field]) => `${column} = @${field}`).join(", ");
/** JSON columns are never null. */
const NOTHING = DETAILS.map(([column]) => column)
  .filter((column) => !column.endsWith("_json"))
  .map((column) => `${column} = NULL`)
  .join(", ");

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  byCode: sqlite.prepare<[string], CustomerRow>(
    `SELECT ${COLUMNS} FROM customer c WHERE code = ? AND deleted_at_ms IS NULL`,
  ),
  byRef: sqlite.prepare<[string], CustomerRow>(`
    SELECT ${COLUMNS} FROM customer told JOIN customer c ON c.id = coalesce(told.merged_into_id, told.id)
    WHERE told.customer_ref = ? AND c.deleted_at_ms IS NULL`),
  byIds: sqlite.prepare<[string], CustomerRow>(`
    SELECT ${COLUMNS} FROM json_each(?) wanted JOIN customer c ON c.id = wanted.value
    WHERE c.deleted_at_ms IS NULL ORDER BY wanted.key`),
  refs: sqlite
    .prepare<{ readonly id: number }, string>(
      "SELECT customer_ref FROM customer WHERE id = @id OR merged_into_id = @id ORDER BY id <> @id, id",
    )
    .pluck(),
  insert: sqlite.prepare(`
    INSERT INTO customer (customer_ref, code, country, registration_source, ${NAMES},
      created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@customerRef, @code, @country, @registrationSource, ${VALUES}, @atMs, @by, @atMs, @by)`),
  update: sqlite.prepare(
    `UPDATE customer SET ${ASSIGNMENTS}, updated_at_ms = @atMs, updated_by = @by WHERE id = @id`,
  ),
  forget: sqlite.prepare(`
    UPDATE customer SET ${NOTHING}, preferences_json = '{}', tags_json = '[]', code = NULL, country = NULL,
      updated_at_ms = @atMs, updated_by = @by, deleted_at_ms = @atMs WHERE id = @id`),
  // What was merged into the one that goes now is the other's too: a ref is never more than one step away.
  mergeInto: sqlite.prepare(
    "UPDATE customer SET merged_into_id = @intoId WHERE id = @fromId OR merged_into_id = @fromId",
  ),
  markErased: sqlite.prepare("UPDATE customer SET erased_at_ms = @atMs WHERE id = @id"),
  unindexed: sqlite.prepare<[number, number], { readonly id: number; readonly name: string }>(`
    SELECT id, name FROM customer WHERE id > ? AND name IS NOT NULL AND deleted_at_ms IS NULL
      AND NOT EXISTS (SELECT 1 FROM customer_word WHERE customer_id = customer.id) ORDER BY id LIMIT ?`),
  removeWords: sqlite.prepare("DELETE FROM customer_word WHERE customer_id = ?"),
  addWord: sqlite.prepare("INSERT INTO customer_word (word, customer_id) VALUES (?, ?)"),
});

interface CustomerRow extends Omit<Customer, "preferences" | "tags"> {
  readonly preferencesJson: string;
  readonly tagsJson: string;
}

const toCustomer = ({ preferencesJson, tagsJson, ...row }: CustomerRow): Customer => ({
  ...row,
  preferences: JSON.parse(preferencesJson) as Customer["preferences"],
  tags: JSON.parse(tagsJson) as Customer["tags"],
});

const toColumns = ({ preferences, tags, ...details }: CustomerDetails) => ({
  ...details,
  preferencesJson: JSON.stringify(preferences),
  tagsJson: JSON.stringify(tags),
});
