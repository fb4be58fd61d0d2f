-- What came before a round and before the site: earlier results that its office imports, for conditions on the past. An
-- import is all of it at once; a later one stands in its stead, and both stay. Enduring.

CREATE TABLE past_import (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  imported_at @NUMBER@ NOT NULL,
  reason TEXT NOT NULL,                 -- why it replaces another; empty: it is the first
  replaces @NUMBER@ NOT NULL            -- the import of this round that it stands in the stead of; 0: none
);
CREATE UNIQUE INDEX past_import_chain ON past_import (round_id, replaces);

CREATE TABLE past_period (              -- none at all: the import before was taken back
  id @ID@,
  import_id @NUMBER@ NOT NULL REFERENCES past_import (id),
  position @NUMBER@ NOT NULL,           -- 1: the earliest
  name TEXT NOT NULL,
  filename TEXT NOT NULL,
  sha256 TEXT NOT NULL                  -- of the file
);
CREATE UNIQUE INDEX past_period_position ON past_period (import_id, position);

CREATE TABLE past_result (
  id @ID@,
  period_id @NUMBER@ NOT NULL REFERENCES past_period (id),
  code TEXT NOT NULL,                   -- of the subject, in half width; it need not be one of the round
  status TEXT NOT NULL,                 -- as in a result: rated, disqualified, out of scope, pending
  grade TEXT NOT NULL,                  -- its name; empty: none
  total TEXT NOT NULL                   -- exact; empty: not known
);
CREATE UNIQUE INDEX past_result_code ON past_result (period_id, code);

@APPEND_ONLY past_import@
@APPEND_ONLY past_period@
@APPEND_ONLY past_result@
