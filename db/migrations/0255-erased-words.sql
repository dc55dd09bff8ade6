-- What was typed about a person goes with them: a note of points, the reason of a correction on their credit, and a reason
-- in the audit log may be taken out, and nothing else of these rows may change, ever.

DROP TRIGGER loyalty_point_no_update;
CREATE TRIGGER loyalty_point_no_update BEFORE UPDATE ON loyalty_point_transaction
WHEN NEW.note IS NOT NULL
  OR (NEW.id, NEW.customer_ref, NEW.sale_seq, NEW.type, NEW.reason, NEW.points, NEW.spent_minor, NEW.balance_after,
      NEW.tier_after, NEW.period, NEW.at_ms, NEW.staff_id)
    IS NOT (OLD.id, OLD.customer_ref, OLD.sale_seq, OLD.type, OLD.reason, OLD.points, OLD.spent_minor,
      OLD.balance_after, OLD.tier_after, OLD.period, OLD.at_ms, OLD.staff_id)
BEGIN SELECT raise(ABORT, 'movements of points are append-only'); END;

DROP TRIGGER gift_card_transaction_no_update;
CREATE TRIGGER gift_card_transaction_no_update BEFORE UPDATE ON gift_card_transaction
WHEN NEW.reason IS NOT NULL
  OR (NEW.id, NEW.card_id, NEW.kind, NEW.amount_minor, NEW.balance_after_minor, NEW.sale_seq, NEW.line_number,
      NEW.at_ms, NEW.staff_id)
    IS NOT (OLD.id, OLD.card_id, OLD.kind, OLD.amount_minor, OLD.balance_after_minor, OLD.sale_seq, OLD.line_number,
      OLD.at_ms, OLD.staff_id)
BEGIN SELECT raise(ABORT, 'the ledger of gift cards is append-only'); END;

DROP TRIGGER audit_log_no_update;
-- Only of what is done to one customer: a reason that concerns money or staff stays.
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
WHEN NEW.reason IS NOT NULL
  OR OLD.action NOT IN ('loyalty.adjust', 'segment.member', 'membership.cancel', 'giftCard.adjust', 'giftCard.block',
    'giftCard.unblock')
  OR (NEW.id, NEW.at_ms, NEW.staff_id, NEW.staff_name, NEW.approver_id, NEW.approver_name, NEW.action, NEW.subject,
      NEW.before_json, NEW.after_json)
    IS NOT (OLD.id, OLD.at_ms, OLD.staff_id, OLD.staff_name, OLD.approver_id, OLD.approver_name, OLD.action,
      OLD.subject, OLD.before_json, OLD.after_json)
BEGIN SELECT raise(ABORT, 'audit_log is append-only'); END;

-- A membership's reason is forgotten, never rewritten.
CREATE TRIGGER membership_event_reason BEFORE UPDATE OF reason ON membership_event
WHEN NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason
BEGIN SELECT raise(ABORT, 'a reason is forgotten, never rewritten'); END;
