/**
 * Owns who joined which campaign, with the coupon that it brought. Whether that was redeemed is told by the uses of the
 * coupon, and read beside it.
 */
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { TillDatabase } from "../open-database.ts";

export interface StoredParticipation {
  readonly id: number;
  readonly campaign: string;
  readonly customerRef: string;
  /** null: no coupon was issued yet. */
  readonly coupon: string | null;
  readonly joinedAtMs: number;
  readonly issuedAtMs: number | null;
  readonly cancelledAtMs: number | null;
}

/** How many joined a campaign and did not take that back, and how many of their coupons were used. */
export interface ParticipationFigures {
  readonly joined: number;
  readonly redeemed: number;
}

export interface ParticipationRepository {
  readonly add: (joining: { readonly campaign: string; readonly customerRef: string }, by: number) => number;
  readonly issue: (id: number, coupon: string) => void;
  readonly cancel: (id: number, by: number) => void;
  /** The newest of this customer in this campaign that was not cancelled. */
  readonly find: (customerRef: string, campaign: string) => StoredParticipation | null;
  /** Newest first. */
  readonly ofCustomer: (customerRef: string) => readonly StoredParticipation[];
  /** Those that have no coupon yet. */
  readonly waiting: (customerRef: string) => readonly StoredParticipation[];
  readonly figuresOf: (campaign: string) => ParticipationFigures;
  /**
   * Everything of one customer becomes another's, with the coupons that are theirs. Where both joined the same campaign, one is
   * cancelled and its coupon blocked, and never the one that was used: one person is entitled once.
   */
  readonly move: (fromRef: string, intoRef: string, by: number) => void;
}

const COLUMNS = `SELECT joined.id, joined.campaign, joined.customer_ref AS customerRef, coupon.code AS coupon,
  joined_at_ms AS joinedAtMs, issued_at_ms AS issuedAtMs, cancelled_at_ms AS cancelledAtMs
  FROM campaign_participation AS joined LEFT JOIN coupon ON coupon.code_key = joined.code_key`;

export const createParticipationRepository = (db: TillDatabase): ParticipationRepository => ({
  ...createReading(db),
  ...createWriting(db),
});

type Reading = Pick<ParticipationRepository, "find" | "ofCustomer" | "waiting" | "figuresOf">;

const createReading = ({ sqlite }: TillDatabase): Reading => {
  const find = sqlite.prepare<[string, string], StoredParticipation>(
    `${COLUMNS} WHERE joined.customer_ref = ? AND joined.campaign = ? AND cancelled_at_ms IS NULL`,
  );
  const ofCustomer = sqlite.prepare<[string], StoredParticipation>(
    `${COLUMNS} WHERE joined.customer_ref = ? ORDER BY joined.id DESC`,
  );
  const waiting = sqlite.prepare<[string], StoredParticipation>(
    `${COLUMNS} WHERE joined.customer_ref = ? AND cancelled_at_ms IS NULL AND joined.code_key IS NULL`,
  );
  const figures = sqlite.prepare<[string], ParticipationFigures>(`
    SELECT count(*) AS joined, count(CASE WHEN total.uses > 0 THEN 1 END) AS redeemed
    FROM campaign_participation AS joined
      LEFT JOIN coupon ON coupon.code_key = joined.code_key
      LEFT JOIN offer_use_total AS total ON total.kind = 'coupon' AND total.code = coupon.code
    WHERE joined.campaign = ? AND cancelled_at_ms IS NULL`);
  return {
    find: (customerRef, campaign) => find.get(customerRef, campaign) ?? null,
    ofCustomer: (customerRef) => ofCustomer.all(customerRef),
    waiting: (customerRef) => waiting.all(customerRef),
    figuresOf: (campaign) => figures.get(campaign) ?? { joined: 0, redeemed: 0 },
  };
};

const isUsed = (participation: string): string => `EXISTS (SELECT 1 FROM coupon
  JOIN offer_use_total AS total ON total.kind = 'coupon' AND total.code = coupon.code AND total.uses > 0
  WHERE coupon.code_key = ${participation}.code_key)`;

type Writing = Pick<ParticipationRepository, "add" | "issue" | "cancel" | "move">;

const createWriting = ({ sqlite, clock }: TillDatabase): Writing => {
  const add = sqlite.prepare(`
    INSERT INTO campaign_participation (campaign, customer_ref, joined_at_ms, joined_by)
    VALUES (@campaign, @customerRef, @atMs, @by)`);
  const issue = sqlite.prepare(
    "UPDATE campaign_participation SET code_key = @key, issued_at_ms = @atMs WHERE id = @id",
  );
  const cancel = sqlite.prepare(
    "UPDATE campaign_participation SET cancelled_at_ms = @atMs, cancelled_by = @by WHERE id = @id",
  );
  const MOVING = [
    `UPDATE campaign_participation SET cancelled_at_ms = @atMs, cancelled_by = @by
     WHERE customer_ref = @intoRef AND cancelled_at_ms IS NULL AND NOT ${isUsed("campaign_participation")}
       AND campaign IN (SELECT campaign FROM campaign_participation AS other
         WHERE customer_ref = @fromRef AND cancelled_at_ms IS NULL AND ${isUsed("other")})`,
    `UPDATE campaign_participation SET cancelled_at_ms = @atMs, cancelled_by = @by
     WHERE customer_ref = @fromRef AND cancelled_at_ms IS NULL AND campaign IN (SELECT campaign
       FROM campaign_participation WHERE customer_ref = @intoRef AND cancelled_at_ms IS NULL)`,
    `UPDATE coupon SET blocked_at_ms = @atMs, updated_at_ms = @atMs, updated_by = @by
     WHERE blocked_at_ms IS NULL AND code_key IN (SELECT code_key FROM campaign_participation
       WHERE customer_ref IN (@fromRef, @intoRef) AND cancelled_at_ms IS NOT NULL)`,
    `UPDATE campaign_participation SET customer_ref = @intoRef
     WHERE customer_ref = @fromRef AND @atMs IS NOT NULL AND @by IS NOT NULL`,
    `UPDATE coupon_distribution SET customer_ref = @intoRef
     WHERE customer_ref = @fromRef AND @atMs IS NOT NULL AND @by IS NOT NULL`,
    `UPDATE coupon SET customer_ref = @intoRef, updated_at_ms = @atMs, updated_by = @by
     WHERE customer_ref = @fromRef`,
  ].map((sql) => sqlite.prepare(sql));
  return {
    add: (joining, by) => Number(add.run({ ...joining, atMs: clock.nowMs(), by }).lastInsertRowid),
    issue: (id, coupon) => {
      issue.run({ id, key: codeKey(coupon), atMs: clock.nowMs() });
    },
    cancel: (id, by) => {
      cancel.run({ id, atMs: clock.nowMs(), by });
    },
    move: (fromRef, intoRef, by) => {
      for (const statement of MOVING) {
        statement.run({ fromRef, intoRef, atMs: clock.nowMs(), by });
      }
    },
  };
};
