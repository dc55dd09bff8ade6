/**
 * Owns coupons in any number: found one by one by their key, made in batches, listed by pages, with what was
 * distributed. Knows only that a definition is JSON; how often one was used is told by offer-uses.ts.
 */
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { CouponChannel } from "../../domain/coupons/coupon-channel.ts";
import type { TillDatabase } from "../open-database.ts";

export type CouponBatchState = "making" | "ready" | "cancelled";

export interface StoredCoupon {
  readonly code: string;
  readonly batchId: number | null;
  /** Its own, or its batch's. */
  readonly definition: unknown;
  readonly customerRef: string | null;
  readonly customDiscountValue: string | null;
  readonly validUntil: string | null;
  readonly blockedAtMs: number | null;
  readonly autoDeactivatedAtMs: number | null;
}

/** A coupon in a list, with what became of it. */
export interface ListedCoupon extends StoredCoupon {
  readonly codeKey: string;
  readonly uses: number;
  readonly channel: CouponChannel | null;
  readonly distributedAtMs: number | null;
}

export interface StoredBatch {
  readonly id: number;
  readonly name: string;
  readonly definition: unknown;
  readonly size: number;
  readonly state: CouponBatchState;
  readonly createdAtMs: number;
}

/** How far a batch has got. */
export interface BatchFigures {
  readonly made: number;
  readonly used: number;
  readonly distributed: number;
  readonly blocked: number;
}

export interface CouponFilter {
  /** null: coupons outside every batch. */
  readonly batchId: number | null;
  /** A part of the code; "" is every one. */
  readonly text: string;
  readonly afterKey: string;
  /** Of those behind `afterKey`, so many are left out. */
  readonly skip: number;
  readonly limit: number;
}

export interface CouponRepository {
  /** Among those that count: of a ready batch, or with their own definition. */
  readonly find: (code: string) => StoredCoupon | null;
  /** Whether any coupon has it, also one that counts no more. */
  readonly isTaken: (code: string) => boolean;
  /** As it stands in a list. */
  readonly listed: (code: string) => ListedCoupon | null;
  readonly list: (filter: CouponFilter) => readonly ListedCoupon[];
  /** Theirs, and what was handed to them. Newest first. */
  readonly ofCustomer: (customerRef: string) => readonly ListedCoupon[];
  readonly addBatch: (batch: Omit<StoredBatch, "id" | "state" | "createdAtMs">, by: number) => number;
  readonly findBatch: (id: number) => StoredBatch | null;
  /** Newest first. */
  readonly batches: () => readonly StoredBatch[];
  readonly figuresOf: (batchId: number) => BatchFigures;
  readonly setBatchState: (batchId: number, state: CouponBatchState, by: number) => void;
  /** false: that code exists already. */
  readonly addCode: (batchId: number, code: string, by: number) => boolean;
  /** The codes of a batch that never counted. */
  readonly dropCodes: (batchId: number) => void;
  readonly change: (
    code: string,
    change: Pick<StoredCoupon, "customerRef" | "customDiscountValue" | "validUntil" | "blockedAtMs">,
    by: number | null,
  ) => void;
  readonly remove: (code: string, by: number) => void;
  readonly distribute: (
    code: string,
    how: { readonly channel: CouponChannel; readonly customerRef: string | null },
    by: number,
  ) => void;
  /** Every code of the batch that was not distributed yet; answers with how many. */
  readonly distributeBatch: (batchId: number, channel: CouponChannel, by: number) => number;
}

interface CouponRow extends Omit<StoredCoupon, "definition"> {
  readonly definitionJson: string;
}
type ListedRow = Omit<ListedCoupon, "definition"> & { readonly definitionJson: string };
type BatchRow = Omit<StoredBatch, "definition"> & { readonly definitionJson: string };

const COLUMNS = `coupon.code, coupon.batch_id AS batchId,
  coalesce(coupon.definition_json, coupon_batch.definition_json) AS definitionJson,
  coupon.customer_ref AS customerRef,
  custom_discount_value AS customDiscountValue, valid_until AS validUntil, blocked_at_ms AS blockedAtMs,
  auto_deactivated_at_ms AS autoDeactivatedAtMs`;
const FROM = "FROM coupon LEFT JOIN coupon_batch ON coupon_batch.id = coupon.batch_id";
const COUNTS = "coupon.deleted_at_ms IS NULL AND coalesce(coupon_batch.state, 'ready') = 'ready'";
const LISTED = `SELECT ${COLUMNS}, coupon.code_key AS codeKey,
  coalesce((SELECT uses FROM offer_use_total WHERE kind = 'coupon' AND offer_use_total.code = coupon.code), 0) AS uses,
  sent.channel AS channel, sent.at_ms AS distributedAtMs
  ${FROM} LEFT JOIN coupon_distribution AS sent ON sent.id =
    (SELECT max(id) FROM coupon_distribution WHERE coupon_distribution.code_key = coupon.code_key)`;
const BATCH_COLUMNS =
  "SELECT id, name, definition_json AS definitionJson, size, state, created_at_ms AS createdAtMs FROM coupon_batch";

const withDefinition = <T extends { readonly definitionJson: string }>({
  definitionJson,
  ...row
}: T): Omit<T, "definitionJson"> & { readonly definition: unknown } => ({
  ...row,
  definition: JSON.parse(definitionJson) as unknown,
});

export const createCouponRepository = (db: TillDatabase): CouponRepository => ({
  ...createReading(db),
  ...createBatches(db),
  ...createChanges(db),
});

const createReading = ({
  sqlite,
}: TillDatabase): Pick<CouponRepository, "find" | "isTaken" | "listed" | "list" | "ofCustomer"> => {
  const find = sqlite.prepare<[string], CouponRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE code_key = ? AND ${COUNTS}`,
  );
  const taken = sqlite.prepare<[string], number>("SELECT 1 FROM coupon WHERE code_key = ?").pluck();
  const list = sqlite.prepare<CouponFilter & { readonly like: string }, ListedRow>(`
    ${LISTED} WHERE ${COUNTS} AND coupon.batch_id IS @batchId AND coupon.code_key > @afterKey
      AND (@text = '' OR coupon.code_key LIKE @like ESCAPE '\\') ORDER BY coupon.code_key LIMIT @limit OFFSET @skip`);
  const listed = sqlite.prepare<[string], ListedRow>(`${LISTED} WHERE ${COUNTS} AND coupon.code_key = ?`);
  const ofCustomer = sqlite.prepare<{ readonly customerRef: string }, ListedRow>(`
    ${LISTED} WHERE ${COUNTS} AND coupon.code_key IN (
      SELECT code_key FROM coupon WHERE customer_ref = @customerRef
      UNION SELECT code_key FROM coupon_distribution WHERE customer_ref = @customerRef)
    ORDER BY coupon.created_at_ms DESC, coupon.code_key`);
  return {
    find: (code) => {
      const row = find.get(codeKey(code));
      return row ? withDefinition(row) : null;
    },
    isTaken: (code) => taken.get(codeKey(code)) !== undefined,
    listed: (code) => {
      const row = listed.get(codeKey(code));
      return row ? withDefinition(row) : null;
    },
    list: (filter) => {
      const like = `%${codeKey(filter.text).replaceAll(/[\\%_]/g, "\\$&")}%`;
      return list.all({ ...filter, like }).map(withDefinition);
    },
    ofCustomer: (customerRef) => ofCustomer.all({ customerRef }).map(withDefinition),
  };
};

const createBatches = ({
  sqlite,
  clock,
}: TillDatabase): Pick<
  CouponRepository,
  "addBatch" | "findBatch" | "batches" | "figuresOf" | "setBatchState" | "addCode" | "dropCodes"
> => {
  const add = sqlite.prepare(`
    INSERT INTO coupon_batch (name, definition_json, size, state, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@name, @json, @size, 'making', @atMs, @by, @atMs, @by)`);
  const byId = sqlite.prepare<[number], BatchRow>(`${BATCH_COLUMNS} WHERE id = ? AND deleted_at_ms IS NULL`);
  const all = sqlite.prepare<[], BatchRow>(
    `${BATCH_COLUMNS} WHERE deleted_at_ms IS NULL AND state <> 'cancelled' ORDER BY id DESC`,
  );
  const figures = sqlite.prepare<[number], BatchFigures>(`
    SELECT count(*) AS made, count(blocked_at_ms) AS blocked,
      count(CASE WHEN total.uses > 0 THEN 1 END) AS used,
      count(CASE WHEN EXISTS (SELECT 1 FROM coupon_distribution AS sent WHERE sent.code_key = coupon.code_key)
        THEN 1 END) AS distributed
    FROM coupon LEFT JOIN offer_use_total AS total ON total.kind = 'coupon' AND total.code = coupon.code
    WHERE batch_id = ? AND deleted_at_ms IS NULL`);
  const setState = sqlite.prepare(
    "UPDATE coupon_batch SET state = @state, updated_at_ms = @atMs, updated_by = @by WHERE id = @batchId",
  );
  const addCode = sqlite.prepare(`
    INSERT INTO coupon (code_key, code, batch_id, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@key, @code, @batchId, @atMs, @by, @atMs, @by) ON CONFLICT DO NOTHING`);
  const drop = sqlite.prepare("DELETE FROM coupon WHERE batch_id = ?");
  return {
    addBatch: ({ name, definition, size }, by) =>
      Number(
        add.run({ name, json: JSON.stringify(definition), size, atMs: clock.nowMs(), by }).lastInsertRowid,
      ),
    findBatch: (id) => {
      const row = byId.get(id);
      return row ? withDefinition(row) : null;
    },
    batches: () => all.all().map(withDefinition),
    figuresOf: (batchId) => figures.get(batchId) ?? { made: 0, used: 0, distributed: 0, blocked: 0 },
    setBatchState: (batchId, state, by) => {
      setState.run({ batchId, state, by, atMs: clock.nowMs() });
    },
    addCode: (batchId, code, by) =>
      addCode.run({ batchId, code, key: codeKey(code), by, atMs: clock.nowMs() }).changes === 1,
    dropCodes: (batchId) => {
      drop.run(batchId);
    },
  };
};

const createChanges = ({
  sqlite,
  clock,
}: TillDatabase): Pick<CouponRepository, "change" | "remove" | "distribute" | "distributeBatch"> => {
  const change = sqlite.prepare(`
    UPDATE coupon SET customer_ref = @customerRef, custom_discount_value = @customDiscountValue,
      valid_until = @validUntil, blocked_at_ms = @blockedAtMs, updated_at_ms = @atMs, updated_by = @by
    WHERE code_key = @key`);
  const remove = sqlite.prepare(
    "UPDATE coupon SET deleted_at_ms = @atMs, updated_at_ms = @atMs, updated_by = @by WHERE code_key = @key",
  );
  const distribute = sqlite.prepare(
    `INSERT INTO coupon_distribution (code_key, channel, customer_ref, at_ms, staff_id)
     VALUES (@key, @channel, @customerRef, @atMs, @by)`,
  );
  const distributeBatch = sqlite.prepare(`
    INSERT INTO coupon_distribution (code_key, channel, at_ms, staff_id)
    SELECT code_key, @channel, @atMs, @by FROM coupon
    WHERE batch_id = @batchId AND deleted_at_ms IS NULL
      AND NOT EXISTS (SELECT 1 FROM coupon_distribution AS sent WHERE sent.code_key = coupon.code_key)`);
  return {
    change: (code, { customerRef, customDiscountValue, validUntil, blockedAtMs }, by) => {
      change.run({
        key: codeKey(code),
        customerRef,
        customDiscountValue,
        validUntil,
        blockedAtMs,
        atMs: clock.nowMs(),
        by,
      });
    },
    remove: (code, by) => {
      remove.run({ key: codeKey(code), atMs: clock.nowMs(), by });
    },
    distribute: (code, how, by) => {
      distribute.run({ key: codeKey(code), ...how, atMs: clock.nowMs(), by });
    },
    distributeBatch: (batchId, channel, by) =>
      distributeBatch.run({ batchId, channel, atMs: clock.nowMs(), by }).changes,
  };
};
