/** Owns how a record names the people who approved something in it: names for the receipt, ids for the journal. */
import type { UnrecordedSale } from "../../../domain/sale/sale.ts";

export const approvedByOf = (
  approvers: readonly { readonly staffId: number; readonly name: string }[],
): Pick<UnrecordedSale, "approvedByName" | "approvedByIds"> => ({
  approvedByName: approvers.length === 0 ? null : approvers.map(({ name }) => name).join(", "),
  approvedByIds: approvers.map(({ staffId }) => staffId),
});
