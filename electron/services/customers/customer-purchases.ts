/** Owns what a customer bought and gave back, also under refs that were merged into theirs: newest first. */
import type { ReceiptSummary } from "../../../contracts/ipc/receipts.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import type { CustomersDep, ReceiptSearchDep } from "../deps.ts";

export const purchasesOf = (
  deps: CustomersDep & ReceiptSearchDep,
  customer: Pick<Customer, "id">,
  limit: number,
): readonly ReceiptSummary[] => deps.receiptSearch.ofCustomer(deps.customers.refsOf(customer.id), limit);
