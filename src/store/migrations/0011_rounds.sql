-- Schemes, rounds, and what was recorded in them. All enduring; fact, remark and evidence only grow.

CREATE TABLE scheme (
  id @ID@,
  name TEXT NOT NULL,
  created_at @NUMBER@ NOT NULL
);
CREATE UNIQUE INDEX scheme_name ON scheme (name);

CREATE TABLE scheme_version (
  id @ID@,
  scheme_id @NUMBER@ NOT NULL REFERENCES scheme (id),
  number @NUMBER@ NOT NULL,             -- 1, 2, …
  text TEXT NOT NULL,                   -- the document
  sha256 TEXT NOT NULL,                 -- of the text
  note TEXT NOT NULL,                   -- what was changed, in the author's words
  account_id @NUMBER@ REFERENCES account (id),
  created_at @NUMBER@ NOT NULL
);
CREATE UNIQUE INDEX scheme_version_number ON scheme_version (scheme_id, number);

CREATE TABLE round (
  id @ID@,
  name TEXT NOT NULL,
  scheme_version_id @NUMBER@ NOT NULL REFERENCES scheme_version (id), -- frozen: a version never changes
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),  -- whose round it is
  previous_id @NUMBER@ REFERENCES round (id),      -- the round before, for conditions on the past
  starts_on TEXT NOT NULL,
  state TEXT NOT NULL,                  -- draft, running, over
  created_at @NUMBER@ NOT NULL
);

CREATE TABLE round_stage (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  position @NUMBER@ NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,                   -- round/stage.hpp
  actors TEXT NOT NULL,                 -- as the scheme names them
  opens_at @NUMBER@,                    -- by itself at this moment; NULL: by hand
  closes_at @NUMBER@,
  state TEXT NOT NULL                   -- waiting, open, closed
);
CREATE UNIQUE INDEX round_stage_position ON round_stage (round_id, position);

CREATE TABLE subject (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),  -- the unit itself, or the person's
  person_id @NUMBER@ REFERENCES person (id),
  pool TEXT NOT NULL,
  kind TEXT NOT NULL,
  out_of_scope TEXT NOT NULL            -- why it is not assessed; empty: it is
);
CREATE UNIQUE INDEX subject_code ON subject (round_id, code);
CREATE INDEX subject_unit ON subject (unit_id);

CREATE TABLE assignment (               -- who supplies which figures
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  indicator TEXT NOT NULL,              -- its number; "*": every one, and inputs without an indicator
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),  -- the assessors of this unit
  task TEXT NOT NULL                    -- assess, verify
);
CREATE UNIQUE INDEX assignment_one ON assignment (round_id, indicator, unit_id, task);

CREATE TABLE fact (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id),
  input TEXT NOT NULL,                  -- header of its column
  source TEXT NOT NULL,                 -- self, assessed, checked (by a spot check: overrules)
  value TEXT NOT NULL,                  -- as typed; empty: taken back
  reason TEXT NOT NULL,
  account_id @NUMBER@ REFERENCES account (id),
  recorded_at @NUMBER@ NOT NULL,
  replaces @NUMBER@ NOT NULL            -- id of the fact before it; 0: the first. What holds is what none replaces
);
-- Two people who replace the same fact: the second is refused, so that nobody's entry is lost unseen.
CREATE UNIQUE INDEX fact_chain ON fact (round_id, subject_id, input, source, replaces);
CREATE INDEX fact_newest ON fact (round_id, source, id);

CREATE TABLE evidence (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id),
  indicator TEXT NOT NULL,
  file_hash TEXT NOT NULL REFERENCES evidence_file (hash),
  filename TEXT NOT NULL,
  account_id @NUMBER@ REFERENCES account (id),
  added_at @NUMBER@ NOT NULL,
  withdrawn_at @NUMBER@                 -- shown no more; the file stays
);
CREATE INDEX evidence_subject ON evidence (subject_id);

CREATE TABLE review_pair (              -- who remarks on whom
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id),
  PRIMARY KEY (round_id, account_id, subject_id)
);

CREATE TABLE remark (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id),
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  done_well TEXT NOT NULL,
  problems TEXT NOT NULL,
  requests TEXT NOT NULL,
  recorded_at @NUMBER@ NOT NULL,
  replaces @NUMBER@ NOT NULL            -- as in fact
);
CREATE UNIQUE INDEX remark_chain ON remark (subject_id, account_id, replaces);

CREATE TABLE spot_check (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  seed TEXT NOT NULL,                   -- published: whoever knows it draws the same sample (docs/rounds.md)
  size @NUMBER@ NOT NULL,
  account_id @NUMBER@ REFERENCES account (id),
  drawn_at @NUMBER@ NOT NULL
);

CREATE TABLE message (                  -- reminders: what was sent or is to be sent
  id @ID@,
  channel TEXT NOT NULL,                -- mail, webhook
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at @NUMBER@ NOT NULL,
  sent_at @NUMBER@,
  attempts @NUMBER@ NOT NULL,
  failure TEXT NOT NULL
);
