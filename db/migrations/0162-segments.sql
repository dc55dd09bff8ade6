-- Groups of customers: by criteria, by hand, or both. A dynamic segment is computed again each day, and for the customer at
-- hand at every sale; a static one only when somebody asks.

CREATE TABLE customer_segment (
  id INTEGER PRIMARY KEY,
  -- What campaigns name it by.
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  type TEXT NOT NULL
    CHECK (type IN ('VIP', 'NEW_CUSTOMER', 'FREQUENT_BUYER', 'HIGH_VALUE', 'INACTIVE', 'BIRTHDAY', 'CUSTOM')),
  -- null: members are named by hand only.
  criteria_json TEXT CHECK (criteria_json IS NULL OR json_valid(criteria_json)),
  is_dynamic INTEGER NOT NULL CHECK (is_dynamic IN (0, 1)),
  refreshed_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE customer_segment_member (
  segment_id INTEGER NOT NULL REFERENCES customer_segment (id),
  customer_ref TEXT NOT NULL,
  -- 'manual': a person named them; 'auto': the criteria; 'system': the program, for another reason.
  assignment TEXT NOT NULL CHECK (assignment IN ('manual', 'auto', 'system')),
  reason TEXT,
  at_ms INTEGER NOT NULL,
  staff_id INTEGER,
  PRIMARY KEY (segment_id, customer_ref),
  CHECK (assignment <> 'manual' OR coalesce(length(reason), 0) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_segment_member_customer ON customer_segment_member (customer_ref);
