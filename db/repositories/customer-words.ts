/**
 * Owns taking out what was typed about a customer wherever it lies: notes, reasons, labels, and that they were named for a
 * segment. The rows that speak of points, money and memberships stay as they are, and so does who did what and when.
 */
import type { TillDatabase } from "../open-database.ts";

export interface CustomerWordsRepository {
  /** Of everything under these refs, in the caller's transaction. The file is overwritten, not only marked. */
  readonly forget: (customerRefs: readonly string[]) => void;
}

const OF_THEM = "IN (SELECT value FROM json_each(:refs))";

/** A gift card is named in the audit log by its last four signs. */
const STATEMENTS = [
  `UPDATE loyalty_point_transaction SET note = NULL WHERE customer_ref ${OF_THEM} AND note IS NOT NULL`,
  `UPDATE gift_card_transaction SET reason = NULL WHERE reason IS NOT NULL
     AND card_id IN (SELECT id FROM gift_card WHERE customer_ref ${OF_THEM})`,
  // It stays blocked.
  `UPDATE gift_card SET blocked_reason = '-' WHERE customer_ref ${OF_THEM} AND blocked_reason IS NOT NULL`,
  `UPDATE membership_event SET reason = NULL WHERE reason IS NOT NULL
     AND membership_id IN (SELECT id FROM membership WHERE customer_ref ${OF_THEM})`,
  `DELETE FROM customer_segment_member WHERE customer_ref ${OF_THEM}`,
  `UPDATE basket_line SET note = NULL WHERE note IS NOT NULL
     AND basket_id IN (SELECT id FROM basket WHERE customer_ref ${OF_THEM} AND state = 'parked')`,
  `UPDATE basket SET label = NULL WHERE customer_ref ${OF_THEM} AND label IS NOT NULL`,
  `UPDATE audit_log SET reason = NULL WHERE reason IS NOT NULL AND (
     action IN ('loyalty.adjust', 'membership.cancel')
       AND subject IN (SELECT 'customer ' || value FROM json_each(:refs))
     OR action = 'segment.member' AND coalesce(after_json, before_json) ->> 'customerRef' ${OF_THEM}
     OR action IN ('giftCard.adjust', 'giftCard.block', 'giftCard.unblock')
       AND subject IN (SELECT '•••• ' || substr(code, -4) FROM gift_card WHERE customer_ref ${OF_THEM}))`,
];

export const createCustomerWordsRepository = ({ sqlite }: TillDatabase): CustomerWordsRepository => {
  const statements = STATEMENTS.map((sql) => sqlite.prepare<{ readonly refs: string }>(sql));
  return {
    forget: (customerRefs) => {
      for (const statement of statements) {
        statement.run({ refs: JSON.stringify(customerRefs) });
      }
    },
  };
};
