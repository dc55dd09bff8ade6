/** Owns loyalty cards: whose each number is and whether it is good. A number belongs to one customer at a time. */
import type { TillDatabase } from "../open-database.ts";

export type CardState = "active" | "blocked";

export interface LoyaltyCard {
  readonly number: string;
  readonly customerId: number;
  readonly state: CardState;
  readonly createdAtMs: number;
}

export interface LoyaltyCardRepository {
  readonly find: (number: string) => LoyaltyCard | null;
  /** Oldest first. */
  readonly ofCustomer: (customerId: number) => readonly LoyaltyCard[];
  readonly add: (card: Pick<LoyaltyCard, "number" | "customerId">, by: number | null) => void;
  readonly setState: (number: string, state: CardState, by: number | null) => void;
  readonly moveAll: (fromCustomerId: number, toCustomerId: number, by: number | null) => void;
  readonly removeAll: (customerId: number) => void;
}

export const createLoyaltyCardRepository = ({ sqlite, clock }: TillDatabase): LoyaltyCardRepository => {
  const columns = "number, customer_id AS customerId, state, created_at_ms AS createdAtMs";
  const byNumber = sqlite.prepare<[string], LoyaltyCard>(
    `SELECT ${columns} FROM loyalty_card WHERE number = ?`,
  );
  const ofCustomer = sqlite.prepare<[number], LoyaltyCard>(
    `SELECT ${columns} FROM loyalty_card WHERE customer_id = ? ORDER BY created_at_ms, number`,
  );
  const insert = sqlite.prepare(`
    INSERT INTO loyalty_card (number, customer_id, state, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@number, @customerId, 'active', @atMs, @by, @atMs, @by)`);
  const setState = sqlite.prepare(
    "UPDATE loyalty_card SET state = @state, updated_at_ms = @atMs, updated_by = @by WHERE number = @number",
  );
  const move = sqlite.prepare(`
    UPDATE loyalty_card SET customer_id = @to, updated_at_ms = @atMs, updated_by = @by WHERE customer_id = @from`);
  const remove = sqlite.prepare("DELETE FROM loyalty_card WHERE customer_id = ?");
  return {
    find: (number) => byNumber.get(number) ?? null,
    ofCustomer: (customerId) => ofCustomer.all(customerId),
    add: (card, by) => {
      insert.run({ ...card, atMs: clock.nowMs(), by });
    },
    setState: (number, state, by) => {
      setState.run({ number, state, atMs: clock.nowMs(), by });
    },
    moveAll: (from, to, by) => {
      move.run({ from, to, atMs: clock.nowMs(), by });
    },
    removeAll: (customerId) => {
      remove.run(customerId);
    },
  };
};
