/** Owns storing who brought whom, and the codes that they were brought by. What becomes of a referral is decided elsewhere. */
import type { GivenReward, ReferralState } from "../../domain/referral/referral.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { referral } from "../schema/referrals.ts";

export interface StoredReferral {
  readonly id: string;
  readonly referrerRef: string;
  readonly refereeRef: string;
  readonly code: string;
  readonly state: ReferralState;
  readonly saleSeq: number | null;
  readonly completedAtMs: number | null;
  readonly rewardedAtMs: number | null;
  readonly referrerReward: GivenReward | null;
  readonly refereeReward: GivenReward | null;
  readonly createdAtMs: number;
}

export interface ReferralRepository {
  /** Their newest code; null: none yet. */
  readonly codeOf: (customerRef: string) => string | null;
  readonly ownerOf: (code: string) => string | null;
  readonly addCode: (code: string, customerRef: string) => void;
  readonly find: (id: string) => StoredReferral | null;
  readonly ofReferee: (customerRef: string) => StoredReferral | null;
  /** Newest first. */
  readonly ofReferrer: (customerRef: string) => readonly StoredReferral[];
  /** Completed or rewarded by this sale. */
  readonly ofSale: (saleId: string) => readonly StoredReferral[];
  readonly add: (
    made: Pick<StoredReferral, "id" | "referrerRef" | "refereeRef" | "code">,
    by: number | null,
  ) => void;
  readonly change: (after: StoredReferral, by: number | null) => void;
  readonly completed: () => readonly StoredReferral[];
  readonly pendingSince: (beforeMs: number) => readonly StoredReferral[];
  readonly moveCodes: (fromRef: string, intoRef: string) => void;
}

type Row = Omit<StoredReferral, "referrerReward" | "refereeReward"> & {
  readonly referrerRewardJson: string | null;
  readonly refereeRewardJson: string | null;
};

const rewardOf = (json: string | null): GivenReward | null =>
  json === null ? null : (JSON.parse(json) as GivenReward);
const jsonOf = (reward: GivenReward | null): string | null =>
  reward === null ? null : JSON.stringify(reward);

const toReferral = ({ referrerRewardJson, refereeRewardJson, ...row }: Row): StoredReferral => ({
  ...row,
  referrerReward: rewardOf(referrerRewardJson),
  refereeReward: rewardOf(refereeRewardJson),
});

export const createReferralRepository = (db: TillDatabase): ReferralRepository => {
  const queries = prepareQueries(db);
  const insert = preparedInsert(db, referral);
  const one = (row: Row | undefined): StoredReferral | null => (row ? toReferral(row) : null);
  return {
    codeOf: (customerRef) => queries.codeOf.get(customerRef) ?? null,
    ownerOf: (code) => queries.ownerOf.get(code) ?? null,
    addCode: (code, customerRef) => queries.addCode.run(code, customerRef, db.clock.nowMs()),
    find: (id) => one(queries.find.get(id)),
    ofReferee: (customerRef) => one(queries.ofReferee.get(customerRef)),
    ofReferrer: (customerRef) => queries.ofReferrer.all(customerRef).map(toReferral),
    ofSale: (saleId) => queries.ofSale.all(saleId).map(toReferral),
    add: (made, by) => {
      const atMs = db.clock.nowMs();
      insert({
        ...made,
        state: "pending",
        saleSeq: null,
        completedAtMs: null,
        rewardedAtMs: null,
        referrerRewardJson: null,
        refereeRewardJson: null,
        createdAtMs: atMs,
        createdBy: by,
        updatedAtMs: atMs,
        updatedBy: by,
      });
    },
    change: ({ referrerReward, refereeReward, ...after }, by) =>
      queries.change.run({
        ...after,
        referrerRewardJson: jsonOf(referrerReward),
        refereeRewardJson: jsonOf(refereeReward),
        by,
        atMs: db.clock.nowMs(),
      }),
    completed: () => queries.completed.all().map(toReferral),
    pendingSince: (beforeMs) => queries.pendingSince.all(beforeMs).map(toReferral),
    moveCodes: (fromRef, intoRef) => queries.moveCodes.run(intoRef, fromRef),
  };
};

const COLUMNS = `SELECT id, referrer_ref AS referrerRef, referee_ref AS refereeRef, code, state, sale_seq AS saleSeq,
  completed_at_ms AS completedAtMs, rewarded_at_ms AS rewardedAtMs, referrer_reward_json AS referrerRewardJson,
  referee_reward_json AS refereeRewardJson, created_at_ms AS createdAtMs FROM referral`;

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  codeOf: sqlite
    .prepare<[string], string>(
      "SELECT code FROM referral_code WHERE customer_ref = ? ORDER BY created_at_ms DESC, code LIMIT 1",
    )
    .pluck(),
  ownerOf: sqlite.prepare<[string], string>("SELECT customer_ref FROM referral_code WHERE code = ?").pluck(),
  addCode: sqlite.prepare("INSERT INTO referral_code (code, customer_ref, created_at_ms) VALUES (?, ?, ?)"),
  find: sqlite.prepare<[string], Row>(`${COLUMNS} WHERE id = ?`),
  ofReferee: sqlite.prepare<[string], Row>(`${COLUMNS} WHERE referee_ref = ?`),
  ofReferrer: sqlite.prepare<[string], Row>(
    `${COLUMNS} WHERE referrer_ref = ? ORDER BY created_at_ms DESC, id DESC`,
  ),
  ofSale: sqlite.prepare<[string], Row>(
    `${COLUMNS} WHERE sale_seq = (SELECT seq FROM sale WHERE sale.id = ?) AND state IN ('completed', 'rewarded')`,
  ),
  change: sqlite.prepare(
    `UPDATE referral SET referrer_ref = @referrerRef, referee_ref = @refereeRef, state = @state, sale_seq = @saleSeq,
      completed_at_ms = @completedAtMs, rewarded_at_ms = @rewardedAtMs, referrer_reward_json = @referrerRewardJson,
      referee_reward_json = @refereeRewardJson, updated_at_ms = @atMs, updated_by = @by WHERE id = @id`,
  ),
  completed: sqlite.prepare<[], Row>(`${COLUMNS} WHERE state = 'completed' ORDER BY completed_at_ms, id`),
  pendingSince: sqlite.prepare<[number], Row>(
    `${COLUMNS} WHERE state = 'pending' AND created_at_ms < ? ORDER BY created_at_ms, id`,
  ),
  moveCodes: sqlite.prepare("UPDATE referral_code SET customer_ref = ? WHERE customer_ref = ?"),
});
