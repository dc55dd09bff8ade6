-- Roles that a shop adds have a name of their own; the program's are named in each language. What was a role stays told of.
ALTER TABLE role ADD COLUMN created_at_ms INTEGER;
ALTER TABLE role ADD COLUMN created_by INTEGER;
ALTER TABLE role ADD COLUMN updated_at_ms INTEGER;
ALTER TABLE role ADD COLUMN updated_by INTEGER;
ALTER TABLE role ADD COLUMN deleted_at_ms INTEGER;
