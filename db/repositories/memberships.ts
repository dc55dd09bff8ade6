/**
 * Owns storing memberships and what happened to them. Events are only added to, and given back at most once
 * (0210-memberships.sql); what is kept beside them is their fold, written by whoever added one, in the same transaction.
 */
import type { MembershipCoupon } from "../../domain/membership/membership-price.ts";
import type { MembershipPeriod, MembershipState } from "../../domain/membership/membership-span.ts";
import type { MembershipMovement, PlannedPeriod } from "../../domain/membership/membership.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { basketMembership, membership, membershipEvent } from "../schema/memberships.ts";

export interface StoredMembership {
  readonly id: string;
  readonly customerRef: string;
  readonly planId: number;
  readonly state: MembershipState;
  readonly untilDay: string | null;
  /** What a renewal in time is priced with, and comes to. */
  readonly coupon: MembershipCoupon | null;
  readonly finalPriceMinor: number;
}

export interface PaidEvent {
  readonly kind: "paid";
  readonly onDay: string;
  readonly period: MembershipPeriod;
  readonly listPriceMinor: number;
  readonly coupon: MembershipCoupon | null;
  readonly finalPriceMinor: number;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly renews: boolean;
  readonly saleSeq: number;
  readonly lineNumber: number;
}

export interface CancelledEvent {
  readonly kind: "cancelled";
  readonly onDay: string;
}

export type StoredMembershipEvent = (PaidEvent | CancelledEvent) & {
  readonly id: number;
  readonly isBack: boolean;
  readonly atMs: number;
  readonly reason: string | null;
  readonly receiptNumber: string | null;
};

export interface MembershipRepository {
  readonly find: (membershipId: string) => StoredMembership | null;
  readonly ofCustomer: (customerRef: string) => readonly StoredMembership[];
  readonly open: (
    fresh: Pick<StoredMembership, "id" | "customerRef" | "planId">,
    by: number,
  ) => StoredMembership;
  readonly settle: (
    membershipId: string,
    now: Pick<StoredMembership, "state" | "untilDay" | "coupon" | "finalPriceMinor">,
    by: number | null,
  ) => void;
  /** In the order in which they happened. */
  readonly events: (membershipId: string) => readonly StoredMembershipEvent[];
  readonly addPaid: (membershipId: string, paid: Omit<PaidEvent, "kind">, at: EventStamp) => void;
  readonly addCancelled: (membershipId: string, onDay: string, at: EventStamp) => void;
  /** What this line of a sale paid, if nothing took it back. */
  readonly paidBy: (
    saleId: string,
    lineNumber: number,
  ) => { readonly id: number; readonly membershipId: string } | null;
  readonly takeBack: (
    eventId: number,
    back: { readonly seq: number; readonly lineNumber: number; readonly untilDay: string | null },
  ) => void;
  /** Active ones whose last day is over. */
  readonly endedBefore: (day: string) => readonly StoredMembership[];
  readonly countOfPlan: (planId: number, day: string) => number;
  /** Two customers become one: an id stays where the other has no membership of that plan. */
  readonly moveCustomer: (membershipId: string, intoRef: string, by: number) => void;
  readonly moveEvents: (fromId: string, intoId: string) => void;
  readonly plan: (basketId: string, lineId: string, planned: PlannedPeriod) => void;
  readonly plannedOf: (basketId: string) => ReadonlyMap<string, PlannedPeriod>;
}

export interface EventStamp {
  readonly atMs: number;
  readonly staffId: number | null;
  readonly reason: string | null;
}

type Row = Omit<StoredMembership, "coupon"> & { readonly couponJson: string | null };
type EventRow = Omit<typeof membershipEvent.$inferSelect, "membershipId"> & {
  readonly receiptNumber: string | null;
};
type PlannedRow = Omit<PlannedPeriod, "coupon"> & {
  readonly lineId: string;
  readonly couponJson: string | null;
};

const couponOf = (json: string | null): MembershipCoupon | null =>
  json === null ? null : (JSON.parse(json) as MembershipCoupon);
const jsonOf = (coupon: MembershipCoupon | null): string | null =>
  coupon === null ? null : JSON.stringify(coupon);

const toMembership = ({ couponJson, ...row }: Row): StoredMembership => ({
  ...row,
  coupon: couponOf(couponJson),
});

const toEvent = (row: EventRow): StoredMembershipEvent => {
  const { id, onDay, atMs, reason, receiptNumber } = row;
  const told = { id, onDay, atMs, reason, receiptNumber, isBack: row.backSeq !== null };
  // A check of the table says that what was paid has all of these.
  return row.kind === "cancelled"
    ? { ...told, kind: "cancelled" }
    : {
        ...told,
        kind: "paid",
        period: row.period ?? "month",
        listPriceMinor: row.listPriceMinor ?? 0,
        coupon: couponOf(row.couponJson),
        finalPriceMinor: row.finalPriceMinor ?? 0,
        fromDay: row.fromDay ?? "",
        untilDay: row.untilDay ?? "",
        renews: row.renews === 1,
        saleSeq: row.saleSeq ?? 0,
        lineNumber: row.lineNumber ?? 0,
      };
};

const NO_BACK = { backSeq: null, backLineNumber: null, backUntilDay: null };
const NOTHING_PAID = {
  period: null,
  listPriceMinor: null,
  couponJson: null,
  finalPriceMinor: null,
  fromDay: null,
  untilDay: null,
  renews: null,
  saleSeq: null,
  lineNumber: null,
};

export const createMembershipRepository = (db: TillDatabase): MembershipRepository => {
  const queries = prepareQueries(db);
  const insert = preparedInsert(db, membership);
  const insertEvent = preparedInsert(db, membershipEvent);
  const insertPlanned = preparedInsert(db, basketMembership);
  const addEvent = (row: Omit<typeof membershipEvent.$inferSelect, "id">): number =>
    insertEvent({ id: null, ...row } as unknown as typeof membershipEvent.$inferSelect);
  const find = (membershipId: string): StoredMembership | null => {
    const row = queries.find.get(membershipId);
    return row ? toMembership(row) : null;
  };
  return {
    find,
    ofCustomer: (customerRef) => queries.ofCustomer.all(customerRef).map(toMembership),
    open: (opened, by) => {
      const atMs = db.clock.nowMs();
      const fresh = { ...opened, state: "cancelled", untilDay: null, finalPriceMinor: 0 } as const;
      const stamp = { createdAtMs: atMs, createdBy: by, updatedAtMs: atMs, updatedBy: by };
      insert({ ...fresh, ...stamp, couponJson: null });
      return { ...fresh, coupon: null };
    },
    settle: (membershipId, { coupon, ...now }, by) =>
      queries.settle.run({ ...now, couponJson: jsonOf(coupon), membershipId, by, atMs: db.clock.nowMs() }),
    events: (membershipId) => queries.events.all(membershipId).map(toEvent),
    addPaid: (membershipId, { coupon, renews, ...paid }, at) =>
      addEvent({
        ...paid,
        ...at,
        ...NO_BACK,
        membershipId,
        kind: "paid",
        couponJson: jsonOf(coupon),
        renews: renews ? 1 : 0,
      }),
    addCancelled: (membershipId, onDay, at) =>
      addEvent({ ...NOTHING_PAID, ...NO_BACK, ...at, membershipId, kind: "cancelled", onDay }),
    paidBy: (saleId, lineNumber) => queries.paidBy.get({ saleId, lineNumber }) ?? null,
    takeBack: (eventId, back) => queries.takeBack.run({ ...back, eventId }),
    endedBefore: (day) => queries.ended.all(day).map(toMembership),
    countOfPlan: (planId, day) => queries.countOfPlan.get({ planId, day }) ?? 0,
    moveCustomer: (membershipId, intoRef, by) =>
      queries.moveCustomer.run({ membershipId, intoRef, by, atMs: db.clock.nowMs() }),
    moveEvents: (fromId, intoId) => queries.moveEvents.run({ fromId, intoId }),
    plan: (basketId, lineId, { coupon, ...planned }) => {
      insertPlanned({ ...planned, basketId, lineId, couponJson: jsonOf(coupon) });
    },
    plannedOf: (basketId) =>
      new Map(
        queries.planned
          .all(basketId)
          .map(({ lineId, couponJson, ...planned }) => [
            lineId,
            { ...planned, coupon: couponOf(couponJson) },
          ]),
      ),
  };
};

const COLUMNS = `SELECT id, customer_ref AS customerRef, plan_id AS planId, state, until_day AS untilDay,
  coupon_json AS couponJson, final_price_minor AS finalPriceMinor FROM membership`;

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  find: sqlite.prepare<[string], Row>(`${COLUMNS} WHERE id = ?`),
  ofCustomer: sqlite.prepare<[string], Row>(`${COLUMNS} WHERE customer_ref = ? ORDER BY created_at_ms, id`),
  settle: sqlite.prepare(
    `UPDATE membership SET state = @state, until_day = @untilDay, coupon_json = @couponJson,
      final_price_minor = @finalPriceMinor, updated_at_ms = @atMs, updated_by = @by WHERE id = @membershipId`,
  ),
  events: sqlite.prepare<[string], EventRow>(
    `SELECT event.id, event.kind, on_day AS onDay, period, list_price_minor AS listPriceMinor, coupon_json AS couponJson,
      final_price_minor AS finalPriceMinor, from_day AS fromDay, until_day AS untilDay, renews, sale_seq AS saleSeq,
      line_number AS lineNumber, back_seq AS backSeq, event.at_ms AS atMs, event.reason,
      sale.receipt_number AS receiptNumber
    FROM membership_event AS event LEFT JOIN sale ON sale.seq = sale_seq
    WHERE membership_id = ? ORDER BY event.at_ms, event.id`,
  ),
  paidBy: sqlite.prepare<
    { readonly saleId: string; readonly lineNumber: number },
    { readonly id: number; readonly membershipId: string }
  >(
    `SELECT id, membership_id AS membershipId FROM membership_event
    WHERE sale_seq = (SELECT seq FROM sale WHERE sale.id = @saleId) AND line_number = @lineNumber AND back_seq IS NULL`,
  ),
  takeBack: sqlite.prepare(
    `UPDATE membership_event SET back_seq = @seq, back_line_number = @lineNumber, back_until_day = @untilDay
    WHERE id = @eventId`,
  ),
  ended: sqlite.prepare<[string], Row>(`${COLUMNS} WHERE state = 'active' AND until_day <= ? ORDER BY id`),
  countOfPlan: sqlite
    .prepare<{ readonly planId: number; readonly day: string }, number>(
      "SELECT count(*) FROM membership WHERE plan_id = @planId AND state = 'active' AND until_day > @day",
    )
    .pluck(),
  moveCustomer: sqlite.prepare(
    `UPDATE membership SET customer_ref = @intoRef, updated_at_ms = @atMs, updated_by = @by WHERE id = @membershipId`,
  ),
  moveEvents: sqlite.prepare(
    "UPDATE membership_event SET membership_id = @intoId WHERE membership_id = @fromId",
  ),
  planned: sqlite.prepare<[string], PlannedRow>(
    `SELECT line_id AS lineId, plan_id AS planId, list_price_minor AS listPriceMinor, coupon_json AS couponJson,
      final_price_minor AS finalPriceMinor FROM basket_membership WHERE basket_id = ?`,
  ),
});

type MovementRow = Omit<MembershipMovement, "until"> & { readonly until: string | null };

/** For the repository of sales: what a sale did to memberships is part of it. */
export const createSaleMemberships = ({
  sqlite,
}: TillDatabase): ((saleSeq: number) => readonly MembershipMovement[]) => {
  const TOLD = `plan.code AS plan, event.final_price_minor AS finalPriceMinor,
    from_day AS "from", event.coupon_json ->> 'code' AS coupon
    FROM membership_event AS event JOIN membership ON membership.id = membership_id
    JOIN membership_plan AS plan ON plan.id = plan_id`;
  const movements = sqlite.prepare<{ readonly saleSeq: number }, MovementRow>(
    `SELECT iif(renews = 1, 'renewed', 'sold') AS kind, line_number AS lineNumber, event.until_day AS until, ${TOLD}
      WHERE sale_seq = @saleSeq
    UNION ALL SELECT 'takenBack', back_line_number, back_until_day, ${TOLD} WHERE back_seq = @saleSeq
    ORDER BY 2`,
  );
  return (saleSeq) =>
    movements.all({ saleSeq }).map((movement) => ({ ...movement, until: movement.until ?? movement.from }));
};
