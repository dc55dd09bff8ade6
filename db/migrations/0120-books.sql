-- The audit log is read by person and by kind of action, newest first, also when it has hundreds of thousands of rows.
-- An index ends in the row's id, so each of these answers a page in the order of writing.

CREATE INDEX audit_log_action ON audit_log (action);
CREATE INDEX audit_log_staff ON audit_log (staff_id);
