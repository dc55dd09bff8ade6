-- 1: a payment has been on this basket, also one that was given back: who may void it then is a right of its own.
ALTER TABLE basket ADD COLUMN had_payment INTEGER NOT NULL DEFAULT 0 CHECK (had_payment IN (0, 1));
