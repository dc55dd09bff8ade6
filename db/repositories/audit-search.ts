/**
 * Owns finding audit entries, newest first, a page at a time. A page starts below an id (never at an offset), and each
 * action of a kind is asked of its own index and merged, so that a rare one is found among hundreds of thousands.
 */
import type { AuditAction } from "../../domain/audit/audit-action.ts";
import type { TillDatabase } from "../open-database.ts";
import type { AuditEntry } from "./audit-log.ts";

export interface AuditFilter {
  readonly subject?: string;
  readonly fromMs?: number | null;
  /** First instant after the period. */
  readonly untilMs?: number | null;
  readonly staffId?: number | null;
  readonly actions?: readonly AuditAction[] | null;
  /** In the subject, the reason or a name; a receipt's number also finds what was done to its basket. */
  readonly text?: string;
  /** Entries older than this id, for reading page by page. */
  readonly beforeId?: number | null;
  readonly limit: number;
}

type Bound = Readonly<Record<string, string | number>>;

/** Every condition that a filter may bring. `+` keeps a column's index out: the page's own order is the better way. */
const CONDITIONS = {
  subject: "subject = @subject",
  period: "+at_ms >= @fromMs AND +at_ms < @untilMs AND a.id >= @firstId AND a.id <= @lastId",
  staff: "staff_id = @staffId",
  staffWithAction: "+staff_id = @staffId",
  action: "action = @action",
  text: `(subject LIKE @text ESCAPE '\\' OR reason LIKE @text ESCAPE '\\' OR staff_name LIKE @text ESCAPE '\\'
    OR subject LIKE (SELECT 'basket ' || id || '%' FROM sale WHERE receipt_number = @exact))`,
} as const;

type Condition = keyof typeof CONDITIONS;

export const createAuditSearch = ({
  sqlite,
}: TillDatabase): ((filter: AuditFilter) => readonly AuditEntry[]) => {
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (conditions: readonly Condition[]) =>
    sqlite.prepare<[Bound], AuditRow>(`
      SELECT ${COLUMNS} FROM audit_log AS a
      WHERE a.id < @beforeId ${conditions.map((name) => `AND ${CONDITIONS[name]}`).join(" ")}
      ORDER BY a.id DESC LIMIT @limit`);
  const run = (conditions: readonly Condition[], bound: Bound): readonly AuditRow[] => {
    const key = conditions.join(" ");
    const statement = prepared.get(key) ?? prepare(conditions);
    prepared.set(key, statement);
    return statement.all(bound);
  };
  const span = sqlite.prepare<[number, number], { readonly firstId: number | null; readonly lastId: number }>(
    `SELECT min(id) AS firstId, max(id) AS lastId FROM audit_log INDEXED BY audit_log_at
     WHERE at_ms >= ? AND at_ms < ?`,
  );
  return (filter) => {
    const fromMs = filter.fromMs ?? Number.MIN_SAFE_INTEGER;
    const untilMs = filter.untilMs ?? Number.MAX_SAFE_INTEGER;
    const isPeriod = (filter.fromMs ?? null) !== null || (filter.untilMs ?? null) !== null;
    const ids = isPeriod ? span.get(fromMs, untilMs) : undefined;
    if (isPeriod && (ids?.firstId ?? null) === null) {
      return [];
    }
    const bound = {
      ...boundOf(filter),
      fromMs,
      untilMs,
      firstId: ids?.firstId ?? 0,
      lastId: ids?.lastId ?? 0,
    };
    const conditions = conditionsOf(filter, isPeriod);
    const { actions } = filter;
    if (!actions) {
      return run(conditions, bound).map(toEntry);
    }
    return actions
      .flatMap((action) => run([...conditions, "action"], { ...bound, action }))
      .toSorted((a, b) => b.id - a.id)
      .slice(0, filter.limit)
      .map(toEntry);
  };
};

const conditionsOf = (filter: AuditFilter, isPeriod: boolean): readonly Condition[] => [
  ...(filter.subject === undefined ? [] : (["subject"] as const)),
  ...(isPeriod ? (["period"] as const) : []),
  ...((filter.staffId ?? null) === null ? [] : ([filter.actions ? "staffWithAction" : "staff"] as const)),
  ...((filter.text ?? "") === "" ? [] : (["text"] as const)),
];

const boundOf = (filter: AuditFilter): Bound => {
  const text = filter.text ?? "";
  return {
    subject: filter.subject ?? "",
    staffId: filter.staffId ?? 0,
    text: `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    exact: text.toUpperCase(),
    beforeId: filter.beforeId ?? Number.MAX_SAFE_INTEGER,
    limit: filter.limit,
  };
};

const COLUMNS = `a.id, at_ms AS atMs, staff_id AS staffId, staff_name AS staffName, approver_id AS approverId,
  approver_name AS approverName, action, subject, before_json AS beforeJson, after_json AS afterJson, reason`;

interface AuditRow extends Omit<AuditEntry, "before" | "after"> {
  readonly beforeJson: string | null;
  readonly afterJson: string | null;
}

const toEntry = ({ beforeJson, afterJson, ...row }: AuditRow): AuditEntry => ({
  ...row,
  before: fromJson(beforeJson),
  after: fromJson(afterJson),
});

const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
