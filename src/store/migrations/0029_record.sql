-- The record proves itself. What an entry of the journal says stands beside it and can be taken away; each row of a
-- covered table (covered.hpp) is sealed by the entry that wrote it last. The rows that are there get their seals at once.
-- Enduring.

ALTER TABLE journal ADD COLUMN way @NUMBER@ NOT NULL DEFAULT 1;         -- how its fingerprint is made (journal.hpp)
ALTER TABLE journal ADD COLUMN said_hash TEXT NOT NULL DEFAULT '';      -- of salt and body; way 1 has them in it
ALTER TABLE journal ADD COLUMN seals_hash TEXT NOT NULL DEFAULT '';     -- of the seals of this entry; empty: it has none

CREATE TABLE journal_text (             -- what an entry says; without it the chain holds all the same
  seq @NUMBER@ PRIMARY KEY,
  salt @BYTES@ NOT NULL,                -- of chance: who has the fingerprint alone cannot try what was said
  body TEXT NOT NULL                    -- canonical JSON
);

CREATE TABLE row_seal (                 -- @UNORDERED@ what a row was at the end of the entry that wrote it
  seq @NUMBER@ NOT NULL,                -- of the entry
  covered @NUMBER@ NOT NULL,            -- number of its table (covered.hpp)
  row_key @BYTES@ NOT NULL,             -- in the order of the table's keys (seals.hpp)
  salt @BYTES@,                         -- NULL: a later seal of the row stands in its stead, or there is no row
  digest @BYTES@,                       -- SHA-256 (seals.hpp); NULL: there is no such row any more
  PRIMARY KEY (seq, covered, row_key)
);
CREATE INDEX row_seal_row ON row_seal (covered, row_key, seq);
@FINALLY seal_rows@
