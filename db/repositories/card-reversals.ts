/** Owns the card payments that were given up and may have been taken all the same. What is done about them is not decided here. */
import type { TillDatabase } from "../open-database.ts";

export interface GivenUpPayment {
  /** The till's name of the attempt at the terminal. */
  readonly reference: string;
  readonly amountMinor: number;
}

export interface CardReversalRepository {
  /** Oldest first. */
  readonly open: () => readonly GivenUpPayment[];
  readonly count: () => number;
  /** Again is no error. */
  readonly begin: (payment: GivenUpPayment) => void;
  readonly end: (reference: string) => void;
}

export const createCardReversalRepository = ({ sqlite, clock }: TillDatabase): CardReversalRepository => {
  const list = sqlite.prepare<[], GivenUpPayment>(`
    SELECT reference, amount_minor AS amountMinor FROM card_reversal_open ORDER BY asked_at_ms, reference`);
  const count = sqlite.prepare<[], number>("SELECT count(*) FROM card_reversal_open").pluck();
  const insert = sqlite.prepare(`
    INSERT OR IGNORE INTO card_reversal_open (reference, amount_minor, asked_at_ms)
    VALUES (:reference, :amountMinor, :atMs)`);
  const remove = sqlite.prepare<[string]>("DELETE FROM card_reversal_open WHERE reference = ?");
  return {
    open: () => list.all(),
    count: () => count.get() ?? 0,
    begin: ({ reference, amountMinor }) => {
      insert.run({ reference, amountMinor, atMs: clock.nowMs() });
    },
    end: (reference) => {
      remove.run(reference);
    },
  };
};
