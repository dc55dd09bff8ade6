/** Owns adding a sale or refund to what its customer bought, in the transaction that records it. */
import type { Sale } from "../../../domain/sale/sale.ts";
import type { CustomersDep } from "../deps.ts";

export const recordCustomerActivity = (deps: CustomersDep, sale: Sale, isVoid: boolean): void => {
  if (sale.customerRef === null) {
    return;
  }
  deps.customerActivity.add({
    // What an old receipt of a merged customer gives back is taken off where the purchase is counted now.
    customerRef: deps.customers.findByRef(sale.customerRef)?.customerRef ?? sale.customerRef,
    purchases: sale.kind === "sale" ? 1 : isVoid ? -1 : 0,
    spentMinor: sale.totals.totalMinor,
    atMs: sale.atMs,
  });
};
