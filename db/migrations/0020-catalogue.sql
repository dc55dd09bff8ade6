-- What the shop sells. Money in minor units of the store's currency, rates in basis points.
-- Rows are soft-deleted: a completed sale keeps pointing at the product that it sold.

CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  parent_id INTEGER REFERENCES category (id) CHECK (parent_id IS NULL OR parent_id <> id),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE INDEX category_parent ON category (parent_id);

CREATE TABLE brand (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE tax_rate (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 100000),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE price_list (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

-- The list that every till has from its first day.
INSERT INTO price_list (id, code, name, created_at_ms, updated_at_ms) VALUES (1, 'BASE', 'Base prices', 0, 0);

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  -- Case matters: "85123A" and "85123a" are two products. The column's own comparison is by bytes.
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 64),
  name TEXT NOT NULL CHECK (length(name) > 0),
  unit TEXT NOT NULL CHECK (unit IN ('each', 'weight')),
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service', 'delivery', 'deposit', 'fee', 'giftCard')),
  product_group TEXT,
  department_id INTEGER REFERENCES department (id),
  brand_id INTEGER REFERENCES brand (id),
  tax_rate_id INTEGER NOT NULL REFERENCES tax_rate (id),
  -- 1: the price is entered at the till, whatever the price list says.
  open_price INTEGER NOT NULL CHECK (open_price IN (0, 1)),
  on_sale INTEGER NOT NULL CHECK (on_sale IN (0, 1)),
  discountable INTEGER NOT NULL CHECK (discountable IN (0, 1)),
  min_unit_price_minor INTEGER NOT NULL CHECK (min_unit_price_minor >= 0),
  for_sale INTEGER NOT NULL CHECK (for_sale IN (0, 1)),
  -- Place in the grid of quick keys, from 0; null: not in it.
  quick_position INTEGER CHECK (quick_position IS NULL OR quick_position >= 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  updated_at_ms INTEGER NOT NULL,
  updated_by INTEGER,
  deleted_at_ms INTEGER
) STRICT;

CREATE INDEX product_sku_any_case ON product (sku COLLATE NOCASE);
CREATE INDEX product_department ON product (department_id);
CREATE INDEX product_brand ON product (brand_id);
CREATE INDEX product_tax_rate ON product (tax_rate_id);
CREATE INDEX product_quick ON product (quick_position) WHERE quick_position IS NOT NULL;

CREATE TABLE product_barcode (
  barcode TEXT PRIMARY KEY CHECK (length(barcode) BETWEEN 1 AND 128),
  product_id INTEGER NOT NULL REFERENCES product (id),
  -- 0 is the one that is shown.
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX product_barcode_product ON product_barcode (product_id, position);

CREATE TABLE product_category (
  product_id INTEGER NOT NULL REFERENCES product (id),
  category_id INTEGER NOT NULL REFERENCES category (id),
  PRIMARY KEY (product_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX product_category_category ON product_category (category_id);

CREATE TABLE product_tag (
  product_id INTEGER NOT NULL REFERENCES product (id),
  tag TEXT NOT NULL CHECK (length(tag) > 0),
  PRIMARY KEY (product_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX product_tag_tag ON product_tag (tag);

-- The price in force is the one with the latest valid_from_ms that is not in the future.
CREATE TABLE price (
  product_id INTEGER NOT NULL REFERENCES product (id),
  price_list_id INTEGER NOT NULL REFERENCES price_list (id),
  valid_from_ms INTEGER NOT NULL,
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  created_at_ms INTEGER NOT NULL,
  created_by INTEGER,
  PRIMARY KEY (product_id, price_list_id, valid_from_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX price_price_list ON price (price_list_id);

-- rowid is product.id. The text is folded by the program (case, accents, Turkish dotless i) before it gets here, so the
-- index keeps no text of its own. The short prefixes answer the first keystrokes of a search.
CREATE VIRTUAL TABLE product_search USING fts5 (
  name, sku, barcodes,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
