-- Who may use the till, and the customers that it knows. Soft-deleted: what they did keeps its name.

CREATE TABLE role (
  code TEXT PRIMARY KEY CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0)
) STRICT, WITHOUT ROWID;

-- What a role may do is declared in the program (domain/staff/permission.ts).
INSERT INTO role (code, name) VALUES ('cashier', 'Cashier'), ('manager', 'Manager');

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  -- Salted and slow; never the PIN itself.
  pin_hash TEXT NOT NULL CHECK (length(pin_hash) > 20),
  badge TEXT UNIQUE CHECK (badge IS NULL OR length(badge) > 0),
  role TEXT NOT NULL REFERENCES role (code),
  failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
  locked_until_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE INDEX staff_role ON staff (role);

-- Everything outside this table speaks of a customer by customer_ref, which says nothing about the person.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  customer_ref TEXT NOT NULL UNIQUE CHECK (length(customer_ref) >= 16),
  code TEXT UNIQUE CHECK (code IS NULL OR length(code) > 0),
  name TEXT,
  country TEXT,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;
