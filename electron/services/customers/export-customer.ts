/**
 * Owns the file that a person may ask for by law (GDPR art. 15, KVKK): everything that is kept of them, as they read it
 * and without a word on anybody else (art. 15(4)): friends, staff and holders of cards are not in it. Changes nothing.
 */
import type { CustomerExport, UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import type { CustomerRecord, KeptRow } from "../../../db/repositories/customer-record.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { consentsAfter } from "../../../domain/customer/consent.ts";
import { plainRecord } from "../../../domain/customer/plain-record.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Sale, SaleLine, Tender } from "../../../domain/sale/sale.ts";
import type {
  Actor,
  AuditDep,
  ClockDep,
  CustomersDep,
  ProfileDep,
  ReceiptSearchDep,
  SalesDep,
  SettingsDep,
} from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { readConsentWordings, readProgramWordings } from "./consent-wordings.ts";
import { purchasesOf } from "./customer-purchases.ts";

export type ExportDeps = CustomersDep &
  SettingsDep &
  ProfileDep &
  ClockDep &
  SalesDep &
  ReceiptSearchDep &
  AuditDep;

const MOST_PURCHASES = 100_000;

/** Audited: it leaves the shop. */
export const exportCustomer = (
  deps: ExportDeps,
  actor: Actor,
  customerRef: string,
): Result<CustomerExport, UnknownCustomer> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const { currency, storeName, timezone } = deps.profile;
  const refs = deps.customers.refsOf(customer.id);
  const data = {
    store: storeName,
    exportedAtMs: deps.clock.nowMs(),
    timezone,
    currency,
    ...personOf(deps, customer, refs),
    sales: purchasesOf(deps, customer, MOST_PURCHASES).flatMap(({ receiptNumber }) => {
      const sale = deps.sales.findByReceiptNumber(receiptNumber);
      return sale ? [saleOf(sale)] : [];
    }),
    ...keptOf(deps.customerRecord.ofRefs(refs)),
  };
  deps.audit.append({
    ...auditActor(actor),
    action: "customer.export",
    subject: `customer ${customer.customerRef}`,
    before: null,
    after: null,
    reason: null,
  });
  const plain = plainRecord(data, { decimals: currencyDecimals(currency), timezone });
  return ok({ fileName: `customer-${customer.customerRef}.json`, json: JSON.stringify(plain, null, 2) });
};

/** What they told, what they agreed to in which words, and their cards. */
const personOf = (
  deps: CustomersDep & SettingsDep,
  { id, customerRef: _ref, ...profile }: Customer,
  refs: readonly string[],
) => {
  const decisions = deps.customerConsents.ofRefs(refs);
  const given = new Set(decisions.map(({ wordingVersion }) => wordingVersion));
  return {
    profile,
    references: refs,
    consents: {
      now: consentsAfter(decisions),
      history: decisions.map(({ staffId: _staffId, ...decision }) => decision),
      wordings: [...readProgramWordings(deps), ...readConsentWordings(deps)].filter(({ version }) =>
        given.has(version),
      ),
    },
    loyaltyCards: deps.loyaltyCards
      .ofCustomer(id)
      .map(({ number, state, createdAtMs }) => ({ number, state, createdAtMs })),
  };
};

const keptOf = (record: CustomerRecord) => {
  const { pointAccounts, pointMovements, pointsLeft, giftCards, giftCardMovements, ...rest } = record;
  const { memberships, membershipEvents, referralCodes, friendsBrought, broughtByAFriend, ...others } = rest;
  return {
    points: {
      accounts: pointAccounts,
      movements: pointMovements,
      left: pointsLeft,
      tiers: tiersOf(pointMovements),
    },
    giftCards: nested(giftCards, { rows: giftCardMovements, by: "cardId", as: "movements" }),
    memberships: nested(memberships, { rows: membershipEvents, by: "membershipId", as: "events" }),
    referrals: { codes: referralCodes, friendsBrought, broughtByAFriend },
    ...others,
  };
};

/** When each tier was first shown by a movement of points. */
const tiersOf = (movements: readonly KeptRow[]) =>
  movements
    .filter(({ tierAfter }, at) => tierAfter !== (movements[at - 1]?.["tierAfter"] ?? null))
    .map(({ atMs, tierAfter }) => ({ sinceMs: atMs, tier: tierAfter }));

/** Each row with those that belong to it. */
const nested = (
  rows: readonly KeptRow[],
  parts: { readonly rows: readonly KeptRow[]; readonly by: string; readonly as: string },
) =>
  rows.map(({ id, ...row }) => ({
    ...row,
    [parts.as]: parts.rows
      .filter((part) => part[parts.by] === id)
      .map((part) => Object.fromEntries(Object.entries(part).filter(([name]) => name !== parts.by))),
  }));

const saleOf = (sale: Sale) => ({
  receiptNumber: sale.receiptNumber,
  kind: sale.kind,
  atMs: sale.atMs,
  lines: sale.lines.map(lineOf),
  totalMinor: sale.totals.payableMinor,
  discountMinor: sale.totals.discountMinor,
  taxMinor: sale.totals.taxMinor,
  tenders: sale.tenders.map(tenderOf),
  reason: sale.reason,
  taxExemption: sale.taxExemption,
});

const lineOf = ({ name, sku, quantityMilli, unitPriceMinor, discounts, totalMinor, note }: SaleLine) => ({
  name,
  sku,
  quantityMilli,
  unitPriceMinor,
  discounts: discounts.map(({ label, amountMinor }) => ({ label, amountMinor })),
  totalMinor,
  note,
});

const tenderOf = ({ type, amountMinor, card }: Tender) => ({
  type,
  amountMinor,
  card: card && `${card.brand} •••• ${card.last4}`,
});
