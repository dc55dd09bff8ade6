/** Owns segments and their members: named by hand with a reason, or by the criteria. A criteria tree is kept as JSON. */
import type { SegmentType } from "../../domain/segments/criteria.ts";
import type { CustomerRange } from "./customer-facts.ts";
import type { TillDatabase } from "../open-database.ts";

export interface StoredSegment {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly type: SegmentType;
  /** null: members are named by hand only. */
  readonly criteria: unknown;
  readonly isDynamic: boolean;
  readonly refreshedAtMs: number | null;
}

export interface SegmentMember {
  readonly customerRef: string;
  readonly assignment: "manual" | "auto" | "system";
  readonly reason: string | null;
  readonly atMs: number;
}

export interface SegmentRepository {
  readonly all: () => readonly StoredSegment[];
  readonly find: (id: number) => StoredSegment | null;
  readonly add: (segment: Omit<StoredSegment, "id" | "refreshedAtMs">, by: number | null) => number;
  readonly change: (
    id: number,
    change: Pick<StoredSegment, "name" | "criteria" | "isDynamic">,
    by: number,
  ) => void;
  readonly remove: (id: number, by: number) => void;
  readonly size: (id: number) => number;
  readonly members: (
    id: number,
    page: { readonly after: string; readonly limit: number },
  ) => readonly SegmentMember[];
  readonly addByHand: (
    id: number,
    member: { readonly customerRef: string; readonly reason: string },
    by: number,
  ) => void;
  readonly removeMember: (id: number, customerRef: string) => boolean;
  /** Every membership of one customer becomes another's; that somebody was named by hand outweighs the criteria. */
  readonly moveMember: (fromRef: string, intoRef: string) => void;
  /** Codes of the segments that have this customer as a stored member. */
  readonly codesOf: (customerRef: string, assignment: "manual" | "any") => readonly string[];
  /** Makes these the members by criteria within the range; who was named by hand stays. Answers with how many came and went. */
  readonly setAutomatic: (id: number, range: CustomerRange, customerRefs: readonly string[]) => number;
  /** Nobody is a member by criteria any more. */
  readonly clearAutomatic: (id: number) => void;
  /** That its members were computed just now. */
  readonly setRefreshed: (id: number) => void;
}

type SegmentRow = Omit<StoredSegment, "criteria" | "isDynamic"> & {
  readonly criteriaJson: string | null;
  readonly isDynamic: 0 | 1;
};

const COLUMNS = `id, code, name, type, criteria_json AS criteriaJson, is_dynamic AS isDynamic,
  refreshed_at_ms AS refreshedAtMs FROM customer_segment`;

const toSegment = ({ criteriaJson, isDynamic, ...row }: SegmentRow): StoredSegment => ({
  ...row,
  criteria: criteriaJson === null ? null : (JSON.parse(criteriaJson) as unknown),
  isDynamic: isDynamic === 1,
});

const jsonOf = (criteria: unknown): string | null => (criteria === null ? null : JSON.stringify(criteria));

export const createSegmentRepository = (db: TillDatabase): SegmentRepository => ({
  ...createDefinitions(db),
  ...createMembers(db),
  ...createAutomatic(db),
});

const createDefinitions = ({
  sqlite,
  clock,
}: TillDatabase): Pick<SegmentRepository, "all" | "find" | "add" | "change" | "remove"> => {
  const all = sqlite.prepare<[], SegmentRow>(`SELECT ${COLUMNS} WHERE deleted_at_ms IS NULL ORDER BY id`);
  const byId = sqlite.prepare<[number], SegmentRow>(
    `SELECT ${COLUMNS} WHERE id = ? AND deleted_at_ms IS NULL`,
  );
  const add = sqlite.prepare(`
    INSERT INTO customer_segment
      (code, name, type, criteria_json, is_dynamic, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@code, @name, @type, @json, @isDynamic, @atMs, @by, @atMs, @by)`);
  const change = sqlite.prepare(`
    UPDATE customer_segment SET name = @name, criteria_json = @json, is_dynamic = @isDynamic,
      updated_at_ms = @atMs, updated_by = @by WHERE id = @id`);
  const remove = sqlite.prepare(
    "UPDATE customer_segment SET deleted_at_ms = @atMs, updated_at_ms = @atMs, updated_by = @by WHERE id = @id",
  );
  return {
    all: () => all.all().map(toSegment),
    find: (id) => {
      const row = byId.get(id);
      return row ? toSegment(row) : null;
    },
    add: ({ code, name, type, criteria, isDynamic }, by) =>
      Number(
        add.run({
          code,
          name,
          type,
          json: jsonOf(criteria),
          isDynamic: Number(isDynamic),
          atMs: clock.nowMs(),
          by,
        }).lastInsertRowid,
      ),
    change: (id, { name, criteria, isDynamic }, by) => {
      change.run({
        id,
        name,
        json: jsonOf(criteria),
        isDynamic: Number(isDynamic),
        atMs: clock.nowMs(),
        by,
      });
    },
    remove: (id, by) => {
      remove.run({ id, atMs: clock.nowMs(), by });
    },
  };
};

const createMembers = ({
  sqlite,
  clock,
}: TillDatabase): Pick<
  SegmentRepository,
  "size" | "members" | "addByHand" | "removeMember" | "moveMember" | "codesOf"
> => {
  const size = sqlite
    .prepare<[number], number>("SELECT count(*) FROM customer_segment_member WHERE segment_id = ?")
    .pluck();
  const members = sqlite.prepare<[number, string, number], SegmentMember>(`
    SELECT customer_ref AS customerRef, assignment, reason, at_ms AS atMs FROM customer_segment_member
    WHERE segment_id = ? AND customer_ref > ? ORDER BY customer_ref LIMIT ?`);
  const put = sqlite.prepare(`
    INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, reason, at_ms, staff_id)
    VALUES (@id, @customerRef, @assignment, @reason, @atMs, @by)
    ON CONFLICT (segment_id, customer_ref) DO UPDATE SET assignment = excluded.assignment,
      reason = excluded.reason, at_ms = excluded.at_ms, staff_id = excluded.staff_id
    WHERE excluded.assignment = 'manual'`);
  const remove = sqlite.prepare<[number, string]>(
    "DELETE FROM customer_segment_member WHERE segment_id = ? AND customer_ref = ?",
  );
  const copy = sqlite.prepare(`
    INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, reason, at_ms, staff_id)
    SELECT segment_id, @intoRef, assignment, reason, at_ms, staff_id FROM customer_segment_member
    WHERE customer_ref = @fromRef
    ON CONFLICT (segment_id, customer_ref) DO UPDATE SET assignment = excluded.assignment,
      reason = excluded.reason, at_ms = excluded.at_ms, staff_id = excluded.staff_id
    WHERE excluded.assignment = 'manual' AND assignment <> 'manual'`);
  const removeEverywhere = sqlite.prepare<[string]>(
    "DELETE FROM customer_segment_member WHERE customer_ref = ?",
  );
  const codes = sqlite
    .prepare<{ readonly customerRef: string; readonly assignment: string }, string>(`
      SELECT code FROM customer_segment_member JOIN customer_segment ON customer_segment.id = segment_id
      WHERE customer_ref = @customerRef AND deleted_at_ms IS NULL
        AND (@assignment = 'any' AND is_dynamic = 0 OR assignment = 'manual') ORDER BY code`)
    .pluck();
  return {
    size: (id) => size.get(id) ?? 0,
    members: (id, { after, limit }) => members.all(id, after, limit),
    addByHand: (id, { customerRef, reason }, by) => {
      put.run({ id, customerRef, assignment: "manual", reason, atMs: clock.nowMs(), by });
    },
    removeMember: (id, customerRef) => remove.run(id, customerRef).changes > 0,
    moveMember: (fromRef, intoRef) => {
      copy.run({ fromRef, intoRef });
      removeEverywhere.run(fromRef);
    },
    codesOf: (customerRef, assignment) => codes.all({ customerRef, assignment }),
  };
};

const createAutomatic = ({
  sqlite,
  clock,
}: TillDatabase): Pick<SegmentRepository, "setAutomatic" | "clearAutomatic" | "setRefreshed"> => {
  const leave = sqlite.prepare(`
    DELETE FROM customer_segment_member WHERE segment_id = @id AND assignment = 'auto'
      AND customer_ref IN (SELECT customer_ref FROM customer WHERE id > @afterId AND id <= @uptoId)
      AND customer_ref NOT IN (SELECT value FROM json_each(@refsJson))`);
  const come = sqlite.prepare(`
    INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, at_ms)
    SELECT @id, value, 'auto', @atMs FROM json_each(@refsJson) WHERE TRUE ON CONFLICT DO NOTHING`);
  const clear = sqlite.prepare<[number]>(
    "DELETE FROM customer_segment_member WHERE segment_id = ? AND assignment = 'auto'",
  );
  const refreshed = sqlite.prepare("UPDATE customer_segment SET refreshed_at_ms = @atMs WHERE id = @id");
  return {
    setAutomatic: (id, { afterId, uptoId }, customerRefs) => {
      const refsJson = JSON.stringify(customerRefs);
      const gone = leave.run({ id, afterId, uptoId, refsJson }).changes;
      return gone + come.run({ id, refsJson, atMs: clock.nowMs() }).changes;
    },
    clearAutomatic: (id) => {
      clear.run(id);
    },
    setRefreshed: (id) => {
      refreshed.run({ id, atMs: clock.nowMs() });
    },
  };
};
