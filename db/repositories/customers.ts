/**
 * Owns the customers that this till knows. Sales and the journal name a customer by the random `customerRef` only, so
 * that erasing the person's row leaves them whole.
 */
import type { TillDatabase } from "../open-database.ts";

export interface Customer {
  readonly id: number;
  readonly customerRef: string;
  /** The number on the card; unique. */
  readonly code: string | null;
  readonly name: string | null;
  /** As the source of the data spells it. */
  readonly country: string | null;
}

export interface CustomerRepository {
  readonly findByCode: (code: string) => Customer | null;
  readonly findByRef: (customerRef: string) => Customer | null;
  /** The ref comes from the caller's id source: random, at least 16 characters. */
  readonly create: (customer: Omit<Customer, "id">, by: number | null) => Customer;
}

export const createCustomerRepository = ({ sqlite, clock }: TillDatabase): CustomerRepository => {
  const columns = "id, customer_ref AS customerRef, code, name, country";
  const byCode = sqlite.prepare<[string], Customer>(
    `SELECT ${columns} FROM customer WHERE code = ? AND deleted_at_ms IS NULL`,
  );
  const byRef = sqlite.prepare<[string], Customer>(
    `SELECT ${columns} FROM customer WHERE customer_ref = ? AND deleted_at_ms IS NULL`,
  );
  const insert = sqlite.prepare(`
    INSERT INTO customer (customer_ref, code, name, country, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@customerRef, @code, @name, @country, @atMs, @by, @atMs, @by)`);
  return {
    findByCode: (code) => byCode.get(code) ?? null,
    findByRef: (customerRef) => byRef.get(customerRef) ?? null,
    create: (customer, by) => {
      const id = Number(insert.run({ ...customer, atMs: clock.nowMs(), by }).lastInsertRowid);
      return { ...customer, id };
    },
  };
};
