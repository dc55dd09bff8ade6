-- What each role may do: by permission, the rights that a shop has set. What is not in it is the program's default
-- (domain/staff/rights.ts), so that a new permission needs no change here.
ALTER TABLE role ADD COLUMN rights_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(rights_json));
INSERT INTO role (code, name) VALUES ('supervisor', 'Supervisor');

-- Who approved something in this basket, as a JSON list; NULL is nobody.
ALTER TABLE basket ADD COLUMN approvals_json TEXT CHECK (approvals_json IS NULL OR json_valid(approvals_json));
-- The same people's numbers: the journal names people by number, the receipt by approved_by_name. NULL is nobody.
ALTER TABLE sale ADD COLUMN approved_by_json TEXT CHECK (approved_by_json IS NULL OR json_valid(approved_by_json));

ALTER TABLE audit_log ADD COLUMN approver_name TEXT;

-- Wrong PINs name nobody: they are counted for the till, in a setting.
ALTER TABLE staff DROP COLUMN failed_tries;
ALTER TABLE staff DROP COLUMN locked_until_ms;
