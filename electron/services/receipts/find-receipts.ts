/**
 * Owns looking receipts up by whatever a person has in hand: number, item, card, amount, or the last few. Receipts of
 * the store's other tills are among them, as far as they are known.
 */
import type { ReceiptSummary } from "../../../contracts/ipc/receipts.ts";
import { normalisePhone } from "../../../domain/customer/phone.ts";
import { currencyDecimals, parseDecimal } from "../../../domain/money/decimal.ts";
import type { ProfileDep, ReceiptSearchDep } from "../deps.ts";

export const findReceipts = (
  deps: ReceiptSearchDep & ProfileDep,
  query: {
    readonly text: string;
    readonly fromMs: number | null;
    readonly untilMs: number | null;
    readonly limit: number;
  },
): readonly ReceiptSummary[] => {
  const text = query.text.trim();
  const amount = parseDecimal(text.replace(",", "."), currencyDecimals(deps.profile.currency));
  const wanted = {
    ...query,
    text: /^[a-z0-9]+-[a-z0-9]+-\d+$/i.test(text) ? text.toUpperCase() : text,
    phone: normalisePhone(text, deps.profile.locale),
    amountMinor: amount.ok ? amount.value : null,
  };
  return [...deps.receiptSearch.find(wanted), ...deps.knownReceiptSearch.find(wanted)]
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, query.limit);
};
