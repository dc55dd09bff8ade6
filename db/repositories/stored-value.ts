/**
 * Owns storing gift cards, store credit and their ledger. The ledger is append-only and keeps the balances by triggers
 * (0180-stored-value.sql); nothing here sets one. Called inside the transaction of what moves the money.
 */
import type {
  StoredCard,
  StoredValueEntryKind,
  StoredValueMovement,
} from "../../domain/stored-value/stored-value.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { giftCard, giftCardTopUp } from "../schema/stored-value.ts";

export interface NewEntry {
  readonly cardId: string;
  readonly kind: StoredValueEntryKind;
  readonly amountMinor: number;
  readonly saleSeq: number | null;
  readonly lineNumber: number | null;
  readonly atMs: number;
  readonly staffId: number | null;
  readonly reason: string | null;
}

export interface CardEntry extends Omit<NewEntry, "cardId"> {
  readonly id: number;
  readonly balanceAfterMinor: number;
  readonly receiptNumber: string | null;
}

export interface StoredValueRepository {
  readonly findByCode: (code: string) => StoredCard | null;
  readonly findById: (id: string) => StoredCard | null;
  /** Their newest credit that is neither blocked nor expired. */
  readonly creditOf: (customerRef: string, atMs: number) => StoredCard | null;
  readonly ofCustomer: (customerRef: string) => readonly StoredCard[];
  readonly create: (card: Omit<StoredCard, "balanceMinor" | "blockedReason">, by: number) => void;
  /** Answers with the balance after it; throws where it would be below zero. */
  readonly append: (entry: NewEntry) => number;
  /** What is on the cards of one customer is another's from now on. */
  readonly moveCustomer: (fromRef: string, toRef: string, by: number) => void;
  readonly setBlocked: (cardId: string, reason: string | null, by: number) => void;
  readonly setExpiry: (cardId: string, atMs: number, by: number) => void;
  readonly history: (cardId: string) => readonly CardEntry[];
  /** What a line of a sale put on cards, in the order in which it did. */
  readonly loadsOf: (
    saleId: string,
    lineNumber: number,
  ) => readonly { readonly cardId: string; readonly amountMinor: number }[];
  /** Newest first; `text`: the beginning of a code, or its last four digits. */
  readonly list: (query: { readonly text: string; readonly limit: number }) => readonly StoredCard[];
  readonly due: (atMs: number) => readonly StoredCard[];
  readonly liabilityMinor: () => number;
  readonly addTopUp: (topUp: {
    readonly basketId: string;
    readonly lineId: string;
    readonly cardId: string;
  }) => void;
  readonly topUpsOf: (basketId: string) => ReadonlyMap<string, string>;
  /** Ledger entries that do not fold to their card's balance: cards, not money, so zero of them is right. */
  readonly brokenBalances: () => readonly string[];
}

const CARD = `SELECT id, kind, code, customer_ref AS customerRef, currency, balance_minor AS balanceMinor,
  expires_at_ms AS expiresAtMs, blocked_reason AS blockedReason, created_at_ms AS createdAtMs FROM gift_card`;

export const createStoredValueRepository = (db: TillDatabase): StoredValueRepository => {
  const queries = prepareQueries(db);
  const insertCard = preparedInsert(db, giftCard);
  const insertTopUp = preparedInsert(db, giftCardTopUp);
  const nowMs = (): number => db.clock.nowMs();
  return {
    findByCode: (code) => queries.byCode.get(code) ?? null,
    findById: (id) => queries.byId.get(id) ?? null,
    creditOf: (customerRef, atMs) => queries.creditOf.get({ customerRef, atMs }) ?? null,
    ofCustomer: (customerRef) => queries.ofCustomer.all(customerRef),
    create: (card, by) => {
      insertCard({
        ...card,
        balanceMinor: 0,
        blockedReason: null,
        createdBy: by,
        updatedAtMs: card.createdAtMs,
        updatedBy: by,
      });
    },
    append: (entry) => queries.append.get(entry) ?? 0,
    setBlocked: (cardId, reason, by) => queries.setBlocked.run(reason, nowMs(), by, cardId),
    moveCustomer: (fromRef, toRef, by) => queries.moveCustomer.run(toRef, nowMs(), by, fromRef),
    setExpiry: (cardId, atMs, by) => queries.setExpiry.run(atMs, nowMs(), by, cardId),
    history: (cardId) => queries.history.all(cardId),
    loadsOf: (saleId, lineNumber) => queries.loadsOf.all({ saleId, lineNumber }),
    list: ({ text, limit }) =>
      queries.list.all({ prefix: `${text}%`, last4: `%${text}`, isLast4: text.length === 4 ? 1 : 0, limit }),
    due: (atMs) => queries.due.all(atMs),
    liabilityMinor: () => queries.liability.get() ?? 0,
    addTopUp: (topUp) => {
      insertTopUp(topUp);
    },
    topUpsOf: (basketId) =>
      new Map(queries.topUps.all(basketId).map(({ lineId, cardId }) => [lineId, cardId])),
    brokenBalances: () => queries.broken.all(),
  };
};

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  byCode: sqlite.prepare<[string], StoredCard>(`${CARD} WHERE code = ?`),
  byId: sqlite.prepare<[string], StoredCard>(`${CARD} WHERE id = ?`),
  creditOf: sqlite.prepare<{ readonly customerRef: string; readonly atMs: number }, StoredCard>(
    `${CARD} WHERE customer_ref = @customerRef AND kind = 'STORE_CREDIT' AND blocked_reason IS NULL
      AND (expires_at_ms IS NULL OR expires_at_ms > @atMs) ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
  ),
  ofCustomer: sqlite.prepare<[string], StoredCard>(
    `${CARD} WHERE customer_ref = ? ORDER BY created_at_ms DESC, id`,
  ),
  append: sqlite
    .prepare<NewEntry, number>(
      `INSERT INTO gift_card_transaction (card_id, kind, amount_minor, balance_after_minor, sale_seq, line_number, at_ms,
        staff_id, reason)
      VALUES (@cardId, @kind, @amountMinor, (SELECT balance_minor FROM gift_card WHERE id = @cardId) + @amountMinor,
        @saleSeq, @lineNumber, @atMs, @staffId, @reason)
      RETURNING balance_after_minor`,
    )
    .pluck(),
  setBlocked: sqlite.prepare<[string | null, number, number, string]>(
    "UPDATE gift_card SET blocked_reason = ?, updated_at_ms = ?, updated_by = ? WHERE id = ?",
  ),
  moveCustomer: sqlite.prepare<[string, number, number, string]>(
    "UPDATE gift_card SET customer_ref = ?, updated_at_ms = ?, updated_by = ? WHERE customer_ref = ?",
  ),
  setExpiry: sqlite.prepare<[number, number, number, string]>(
    "UPDATE gift_card SET expires_at_ms = ?, updated_at_ms = ?, updated_by = ? WHERE id = ?",
  ),
  history: sqlite.prepare<[string], CardEntry>(
    `SELECT entry.id, entry.kind, amount_minor AS amountMinor, balance_after_minor AS balanceAfterMinor,
      sale_seq AS saleSeq, line_number AS lineNumber, entry.at_ms AS atMs, entry.staff_id AS staffId, entry.reason,
      sale.receipt_number AS receiptNumber
    FROM gift_card_transaction AS entry LEFT JOIN sale ON sale.seq = sale_seq WHERE card_id = ? ORDER BY entry.id DESC`,
  ),
  loadsOf: sqlite.prepare<
    { readonly saleId: string; readonly lineNumber: number },
    { readonly cardId: string; readonly amountMinor: number }
  >(
    `SELECT card_id AS cardId, amount_minor AS amountMinor FROM gift_card_transaction
    WHERE sale_seq = (SELECT seq FROM sale WHERE id = @saleId) AND line_number = @lineNumber AND amount_minor > 0
    ORDER BY id`,
  ),
  list: sqlite.prepare<
    { readonly prefix: string; readonly last4: string; readonly isLast4: number; readonly limit: number },
    StoredCard
  >(
    `${CARD} WHERE code LIKE @prefix OR (@isLast4 AND code LIKE @last4) ORDER BY created_at_ms DESC, id LIMIT @limit`,
  ),
  due: sqlite.prepare<[number], StoredCard>(
    `${CARD} WHERE expires_at_ms <= ? AND balance_minor > 0 ORDER BY id`,
  ),
  liability: sqlite.prepare<[], number>("SELECT coalesce(sum(balance_minor), 0) FROM gift_card").pluck(),
  topUps: sqlite.prepare<[string], { readonly lineId: string; readonly cardId: string }>(
    "SELECT line_id AS lineId, card_id AS cardId FROM gift_card_top_up WHERE basket_id = ?",
  ),
  broken: sqlite
    .prepare<[], string>(
      `SELECT id FROM gift_card WHERE balance_minor <>
        (SELECT coalesce(sum(amount_minor), 0) FROM gift_card_transaction WHERE card_id = gift_card.id)`,
    )
    .pluck(),
});

/** For the repository of sales: what a sale did to cards is part of it. */
export const createSaleStoredValue = ({
  sqlite,
}: TillDatabase): ((saleSeq: number) => readonly StoredValueMovement[]) => {
  const movements = sqlite.prepare<[number], StoredValueMovement>(
    `SELECT card_id AS cardId, gift_card.kind AS cardKind, substr(code, -4) AS last4, entry.kind AS kind,
      amount_minor AS amountMinor, balance_after_minor AS balanceAfterMinor, line_number AS lineNumber
    FROM gift_card_transaction AS entry JOIN gift_card ON gift_card.id = card_id WHERE sale_seq = ? ORDER BY entry.id`,
  );
  return (saleSeq) => movements.all(saleSeq);
};
