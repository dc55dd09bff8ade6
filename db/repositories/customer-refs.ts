/**
 * Owns, in SQL, under which refs one customer is known: their own, and those that were merged into them. Whoever counts what
 * is never changed, like sales and uses, asks by these.
 */

/** The number of the customer that `@customerRef` stands for today. */
export const CUSTOMER_OF_REF =
  "(SELECT coalesce(merged_into_id, id) FROM customer WHERE customer_ref = @customerRef)";

/** Each half by an index of its own: there may be a million customers. */
export const REFS_OF_CUSTOMER = `SELECT customer_ref FROM customer WHERE id = ${CUSTOMER_OF_REF}
  UNION ALL SELECT customer_ref FROM customer WHERE merged_into_id = ${CUSTOMER_OF_REF}`;
