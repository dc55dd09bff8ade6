/**
 * Owns what criteria of segments ask of customers: what each bought in the windows that are asked for, when last, when
 * they enrolled. For everybody a piece of customers at a time, so that the till sells in between; one look-up for one. What
 * was bought under a ref that was merged into another counts for that one. A sale that was voided, or of which everything
 * came back, is no purchase.
 */
import type { Bought } from "../../domain/segments/criteria.ts";
import type { TillDatabase } from "../open-database.ts";
import { isLineOf } from "./lines-of-sale.ts";
import { CUSTOMER_OF_REF, REFS_OF_CUSTOMER } from "./customer-refs.ts";

/** A window: sales from that moment on; null is all of them. */
export type WindowStart = number | null;

export interface StoredFacts {
  readonly customerRef: string;
  readonly enrolledAtMs: number;
  readonly dateOfBirth: string | null;
  readonly tags: readonly string[];
  readonly lastPurchaseAtMs: number | null;
  readonly stores: readonly string[];
  readonly tier: string | null;
  /** In the order of the windows. */
  readonly bought: readonly Bought[];
}

/** Customers with ids above `afterId` and up to `uptoId`. */
export interface CustomerRange {
  readonly afterId: number;
  readonly uptoId: number;
}

export interface FactsPiece extends CustomerRange {
  readonly facts: readonly StoredFacts[];
}

export interface CustomerFactsRepository {
  /** Piece by piece, in the order of ids; each is read when it is asked for. */
  readonly ofEverybody: (windows: readonly WindowStart[]) => IterableIterator<FactsPiece>;
  readonly of: (customerRef: string, windows: readonly WindowStart[]) => StoredFacts | null;
}

type FactsRow = Omit<StoredFacts, "tags" | "stores" | "bought"> & {
  readonly tagsJson: string;
  readonly storesJson: string | null;
} & Readonly<Record<`purchases${number}` | `spent${number}`, number | null>>;

/** Few sales have anything that came back, and an index that holds only those tells at once. */
const ALL_BACK = `(
      EXISTS (SELECT 1 FROM sale_line AS back WHERE back.refunds_sale_seq = sale.seq)
      AND (SELECT sum(abs(back.quantity_milli)) FROM sale_line AS back WHERE back.refunds_sale_seq = sale.seq)
        >= (SELECT sum(quantity_milli) FROM sale_line
          WHERE ${isLineOf("position", "sale.seq")} AND quantity_milli > 0))`;

/** `where`: which sales and which customers are looked at. */
const factsSql = (
  windows: readonly WindowStart[],
  where: { readonly sales: string; readonly customers: string },
): string => `
  WITH sold AS MATERIALIZED (
    SELECT coalesce(buyer.merged_into_id, buyer.id) AS customer_id, at_ms, total_minor, store_code,
      sale.kind = 'sale' AND NOT ${ALL_BACK} AS is_purchase
    FROM sale JOIN customer AS buyer ON buyer.customer_ref = sale.customer_ref
    WHERE ${where.sales}),
  bought AS (
    SELECT customer_id, max(iif(is_purchase, at_ms, NULL)) AS last_at_ms,
      json_group_array(DISTINCT store_code) FILTER (WHERE is_purchase) AS stores
      ${windows.map(windowSql).join("")}
    FROM sold GROUP BY 1)
  SELECT c.customer_ref AS customerRef, c.created_at_ms AS enrolledAtMs, c.date_of_birth AS dateOfBirth,
    c.tags_json AS tagsJson, customer_loyalty.tier, bought.last_at_ms AS lastPurchaseAtMs, bought.stores AS storesJson
    ${windows.map((_, at) => `, purchases${String(at)}, spent${String(at)}`).join("")}
  FROM customer AS c LEFT JOIN bought ON bought.customer_id = c.id
    LEFT JOIN customer_loyalty ON customer_loyalty.customer_ref = c.customer_ref
  WHERE c.deleted_at_ms IS NULL AND c.merged_into_id IS NULL AND ${where.customers}`;

const windowSql = (from: WindowStart, at: number): string => {
  const within = from === null ? "TRUE" : `at_ms >= @from${String(at)}`;
  return `,
      sum(is_purchase AND ${within}) AS purchases${String(at)},
      sum(iif(${within}, total_minor, 0)) AS spent${String(at)}`;
};

const parametersOf = (windows: readonly WindowStart[]): Readonly<Record<string, number>> =>
  Object.fromEntries(windows.flatMap((from, at) => (from === null ? [] : [[`from${String(at)}`, from]])));

export const createCustomerFactsRepository = (db: TillDatabase): CustomerFactsRepository => ({
  ofEverybody: everybodyOf(db),
  of: oneOf(db),
});

/** A few milliseconds with some twenty purchases each. */
const PIECE = 250;

const OF_RANGE = `(SELECT customer_ref FROM customer WHERE id > @afterId AND id <= @uptoId
  UNION ALL SELECT customer_ref FROM customer WHERE merged_into_id > @afterId AND merged_into_id <= @uptoId)`;

const everybodyOf = ({ sqlite }: TillDatabase): CustomerFactsRepository["ofEverybody"] => {
  const lastId = sqlite.prepare<[], number | null>("SELECT max(id) FROM customer").pluck();
  return function* (windows) {
    const statement = sqlite.prepare<Readonly<Record<string, number>>, FactsRow>(
      factsSql(windows, {
        sales: `sale.customer_ref IN ${OF_RANGE}`,
        customers: "c.id > @afterId AND c.id <= @uptoId",
      }),
    );
    for (let afterId = 0; afterId < (lastId.get() ?? 0); afterId += PIECE) {
      const range = { afterId, uptoId: afterId + PIECE };
      const rows = statement.all({ ...parametersOf(windows), ...range });
      yield { ...range, facts: rows.map((row) => toFacts(row, windows.length)) };
    }
  };
};

/** Asked at every pricing: a statement is kept for each set of windows, which differ only in whether they begin at all. */
const oneOf = ({ sqlite }: TillDatabase): CustomerFactsRepository["of"] => {
  const prepare = (windows: readonly WindowStart[]) =>
    sqlite.prepare<Readonly<Record<string, number | string>>, FactsRow>(
      factsSql(windows, {
        sales: `sale.customer_ref IN (${REFS_OF_CUSTOMER})`,
        customers: `c.id = ${CUSTOMER_OF_REF}`,
      }),
    );
  const known = new Map<string, ReturnType<typeof prepare>>();
  return (customerRef, windows) => {
    const shape = windows.map((from) => (from === null ? "ever" : "from")).join(",");
    const statement = known.get(shape) ?? prepare(windows);
    known.set(shape, statement);
    const row = statement.get({ ...parametersOf(windows), customerRef });
    return row ? toFacts(row, windows.length) : null;
  };
};

const toFacts = (row: FactsRow, windows: number): StoredFacts => ({
  customerRef: row.customerRef,
  enrolledAtMs: row.enrolledAtMs,
  dateOfBirth: row.dateOfBirth,
  tags: JSON.parse(row.tagsJson) as readonly string[],
  lastPurchaseAtMs: row.lastPurchaseAtMs,
  tier: row.tier,
  stores: row.storesJson === null ? [] : (JSON.parse(row.storesJson) as readonly string[]),
  bought: Array.from({ length: windows }, (_, at) => ({
    purchases: row[`purchases${at}`] ?? 0,
    spentMinor: row[`spent${at}`] ?? 0,
  })),
});
