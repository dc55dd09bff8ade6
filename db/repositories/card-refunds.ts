/**
 * Owns the one card refund that may be under way: what was asked of the terminal and is not recorded yet. What the
 * request says is the refund use case's business; here it is JSON.
 */
import type { TillDatabase } from "../open-database.ts";

export interface OpenCardRefund {
  readonly requestId: string;
  /** null for goods without a receipt. */
  readonly receiptNumber: string | null;
  readonly payableMinor: number;
  readonly requestJson: string;
}

export interface CardRefundRepository {
  readonly open: () => OpenCardRefund | null;
  /** Throws when another one is open: the terminal does one thing at a time. */
  readonly begin: (refund: OpenCardRefund) => void;
  readonly end: (requestId: string) => void;
}

export const createCardRefundRepository = ({ sqlite, clock }: TillDatabase): CardRefundRepository => {
  const find = sqlite.prepare<[], OpenCardRefund>(`
    SELECT request_id AS requestId, receipt_number AS receiptNumber, payable_minor AS payableMinor,
      request_json AS requestJson
    FROM card_refund_open`);
  const insert = sqlite.prepare(`
    INSERT INTO card_refund_open (id, request_id, receipt_number, payable_minor, request_json, asked_at_ms)
    VALUES (1, :requestId, :receiptNumber, :payableMinor, :requestJson, :atMs)`);
  const remove = sqlite.prepare<[string]>("DELETE FROM card_refund_open WHERE request_id = ?");
  return {
    open: () => find.get() ?? null,
    begin: (refund) => {
      insert.run({ ...refund, atMs: clock.nowMs() });
    },
    end: (requestId) => {
      remove.run(requestId);
    },
  };
};
