/**
 * Owns the proof that nobody without the right changed a price, from rows alone: what each sold line was asked for and
 * discounted by hand is compared with the price list, and whatever differs must have a person in the audit log, who did
 * or approved it, whose role's stored right goes that far. The till's own check has no part in it.
 */
import { EVERYTHING, type Right } from "../../domain/staff/rights.ts";
import { readPriceList, type DayShop } from "./day-shop.ts";

interface SoldLine {
  readonly saleId: string;
  readonly receipt: string;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly taxRateBp: number;
  readonly listMinor: number | null;
  readonly listTaxBp: number;
  readonly manualMinor: number;
}

interface Entry {
  readonly action: string;
  readonly subject: string;
  readonly staffId: number | null;
  readonly approverId: number | null;
  readonly priceMinor: number | null;
}

const SOLD = `
  SELECT sale.id AS saleId, sale.receipt_number AS receipt, line.sku, line.quantity_milli AS quantityMilli,
    line.unit_price_minor AS unitPriceMinor, line.tax_rate_bp AS taxRateBp, rate.rate_bp AS listTaxBp,
    (SELECT unit_price_minor FROM price WHERE product_id = line.product_id AND valid_from_ms <= sale.at_ms
      ORDER BY valid_from_ms DESC LIMIT 1) AS listMinor,
    (SELECT coalesce(sum(discount.value ->> 'amountMinor'), 0) FROM json_each(line.discounts_json) AS discount
      WHERE discount.value ->> 'manual') AS manualMinor
  FROM sale JOIN sale_line AS line ON line.position BETWEEN sale.seq * 100000 AND sale.seq * 100000 + 99999
    JOIN product ON product.id = line.product_id JOIN tax_rate AS rate ON rate.id = product.tax_rate_id
  WHERE sale.seq > ? AND sale.kind = 'sale' AND line.quantity_milli > 0 AND line.kind <> 'giftCard'
    AND product.open_price = 0`;

const AUDITED = `
  SELECT action, subject, staff_id AS staffId, approver_id AS approverId,
    json_extract(after_json, '$.unitPriceMinor') AS priceMinor
  FROM audit_log WHERE subject LIKE 'basket %'`;

/** A price that a refund without a receipt paid, above what the list asked in the last thirty days. */
const DEAR_RETURNS = `
  SELECT sale.receipt_number FROM sale
    JOIN sale_line AS line ON line.position BETWEEN sale.seq * 100000 AND sale.seq * 100000 + 99999
  WHERE sale.seq > ? AND sale.kind = 'refund' AND line.refunds_sale_seq IS NULL AND line.unit_price_minor >
    (SELECT min(unit_price_minor) FROM (
      SELECT unit_price_minor, lead(valid_from_ms, 1, 1e15) OVER (ORDER BY valid_from_ms) AS until_ms
      FROM price WHERE product_id = line.product_id AND valid_from_ms <= sale.at_ms)
    WHERE until_ms > sale.at_ms - 30 * 86400000)`;

/** About the sales since the last look. */
export const priceFaults = (shop: DayShop): readonly string[] => {
  const { sqlite } = shop.test.till.db;
  const since = shop.checkedSaleSeq;
  shop.checkedSaleSeq = shop.test.till.sales.count();
  const entries = Map.groupBy(sqlite.prepare<[], Entry>(AUDITED).all(), basketOf);
  const bySale = Map.groupBy(sqlite.prepare<[number], SoldLine>(SOLD).all(since), (line) => line.saleId);
  const dear = sqlite.prepare<[number], string>(DEAR_RETURNS).pluck().all(since);
  return [
    ...(readPriceList(shop.test) === shop.priceList ? [] : ["the price list was changed at the till"]),
    ...[...bySale].flatMap(([saleId, lines]) => saleFaults(shop, lines, entries.get(saleId) ?? [])),
    ...dear.map((receipt) => `${receipt} gave back more than the lowest price, without a receipt`),
  ];
};

const basketOf = ({ subject }: Entry): string => subject.slice("basket ".length).split(",")[0] ?? "";

const saleFaults = (
  shop: DayShop,
  lines: readonly SoldLine[],
  entries: readonly Entry[],
): readonly string[] => [
  ...lines.filter((line) => isPriceChanged(line)).flatMap((line) => changeFaults(shop, line, entries)),
  ...discountFaults(shop, lines, entries),
];

/** Sold without tax, a line is asked for its price without it. */
const isPriceChanged = ({ unitPriceMinor, listMinor, taxRateBp, listTaxBp }: SoldLine): boolean => {
  const list = listMinor ?? 0;
  const without = (list * 10_000) / (10_000 + listTaxBp);
  return unitPriceMinor !== list && !(taxRateBp === 0 && Math.abs(unitPriceMinor - without) <= 1);
};

const changeFaults = (shop: DayShop, line: SoldLine, entries: readonly Entry[]): readonly string[] => {
  const list = line.listMinor ?? 0;
  const changes = entries.filter(
    (entry) => entry.action === "price.override" && entry.subject.endsWith(`, ${line.sku}`),
  );
  const allowed = changes.some(({ staffId, approverId, priceMinor }) => {
    const belowBp = Math.ceil((Math.max(0, list - (priceMinor ?? 0)) * 10_000) / Math.max(1, list));
    return [staffId, approverId].some((person) => reach(shop, person, "price:override") >= belowBp);
  });
  return allowed
    ? []
    : [
        `${line.receipt}: ${line.sku} was sold at ${String(line.unitPriceMinor)} and costs ${String(list)}; ` +
          `nobody with the right changed it: ${JSON.stringify(entries)}`,
      ];
};

/** By hand, no more comes off the sale than the furthest right of those who had to do with its prices. */
const discountFaults = (
  shop: DayShop,
  lines: readonly SoldLine[],
  entries: readonly Entry[],
): readonly string[] => {
  const manualMinor = lines.reduce((sum, line) => sum + line.manualMinor, 0);
  const grossMinor = lines.reduce((sum, line) => sum + (line.unitPriceMinor * line.quantityMilli) / 1000, 0);
  const people = entries
    .filter((entry) => /^(line|basket)\.|^limit\.|^tax\./.test(entry.action))
    .flatMap(({ staffId, approverId }) => [staffId, approverId]);
  const bp = Math.max(
    0,
    ...people.map((person) =>
      Math.max(reach(shop, person, "line:discount"), reach(shop, person, "basket:discount")),
    ),
  );
  // Each unit's share is rounded.
  const units = lines.reduce((sum, line) => sum + Math.ceil(line.quantityMilli / 1000), 0);
  const mostMinor = bp === 0 ? 0 : (grossMinor * bp) / 10_000 + units;
  return manualMinor <= mostMinor
    ? []
    : [
        `${lines[0]?.receipt ?? ""}: ${String(manualMinor)} of ${String(grossMinor)} were taken off by hand, ` +
          `allowed were ${String(bp)} bp: ${JSON.stringify(entries)}`,
      ];
};

/** How many basis points somebody may go down by themselves; -1: not at all. */
const reach = (
  { test }: DayShop,
  staffId: number | null,
  permission: "line:discount" | "basket:discount" | "price:override",
): number => {
  const row = test.till.db.sqlite
    .prepare<[number | null], { readonly code: string; readonly rights: string }>(
      "SELECT role.code, role.rights_json AS rights FROM staff JOIN role ON role.code = staff.role WHERE staff.id = ?",
    )
    .get(staffId);
  if (!row) {
    return -1;
  }
  const stored = (JSON.parse(row.rights) as Partial<Record<typeof permission, Right>>)[permission];
  const right = stored ?? EVERYTHING[permission];
  if (right.beyond === "allowed") {
    return 10_000;
  }
  return right.grant === "allowed" ? (right.limit ?? 10_000) : -1;
};
