-- Polls by secret ballot. Enduring: poll, paper, issued, ballot, ballot_box, slip, count_sheet, bulletin. None of these
-- tables has a moment in it, and the two that know a voter and the two that know a ballot share no column but the paper.
-- @UNORDERED@: rows lie in the order of their key, so that where a row lies tells nothing of when it came (on
-- PostgreSQL rows keep their place; docs/ballots.md says what that means).

CREATE TABLE poll (                     -- one electorate of a round that votes
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  electorate TEXT NOT NULL,             -- as the scheme names it
  state TEXT NOT NULL,                  -- draft, open, closing (no more ballots, being counted), closed
  rules TEXT NOT NULL,                  -- office/poll_rules.hpp, as JSON
  ack_key @BYTES@,                      -- public half of the key under receipts; NULL in a draft
  secret_tag @BYTES@,                   -- tells whether a secret is that of this poll; NULL in a draft
  closed_on TEXT NOT NULL               -- a day; empty until it is closed
);
CREATE UNIQUE INDEX poll_electorate ON poll (round_id, electorate);

CREATE TABLE paper (                    -- what is asked, with a key of its own
  poll_id @NUMBER@ NOT NULL REFERENCES poll (id),
  position @NUMBER@ NOT NULL,
  pool TEXT NOT NULL,
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id), -- of its first question
  text TEXT NOT NULL,                   -- ballot/paper.hpp, canonical JSON
  public_key @BYTES@,                   -- SPKI; NULL in a draft
  sealed_key @BYTES@,                   -- the signing key, sealed under the poll's secret; NULL before and after
  result TEXT,                          -- what came of it, JSON (office/poll_results.hpp); NULL before the close
  PRIMARY KEY (poll_id, position)
);

CREATE TABLE poll_voter (               -- @UNORDERED@ the roll
  poll_id @NUMBER@ NOT NULL REFERENCES poll (id),
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  pool TEXT NOT NULL,                   -- whose papers; '*': all
  PRIMARY KEY (poll_id, account_id, pool)
);

CREATE TABLE slip (                     -- @UNORDERED@ a printed right to vote, nobody's by name
  code_hash TEXT PRIMARY KEY,           -- SHA-256 of the code; the code itself is on the paper alone
  poll_id @NUMBER@ NOT NULL REFERENCES poll (id),
  pool TEXT NOT NULL,                   -- whose papers; '*': all
  used_for @BYTES@                      -- tag of the ballots it brought, under the poll's secret; NULL: not used
);
CREATE INDEX slip_poll ON slip (poll_id);

CREATE TABLE issued (                   -- @UNORDERED@ who got a signature for which paper; knows no ballot
  poll_id @NUMBER@ NOT NULL,
  voter TEXT NOT NULL,                  -- "account 12", or "slip " and its hash
  position @NUMBER@ NOT NULL,
  blinded_sha256 TEXT NOT NULL,         -- of the blinded message: the same one gets the same answer again
  PRIMARY KEY (poll_id, voter, position),
  FOREIGN KEY (poll_id, position) REFERENCES paper (poll_id, position)
);

CREATE TABLE ballot (                   -- @UNORDERED@ a ballot; knows no voter
  tag @BYTES@ PRIMARY KEY,              -- of its token, under the poll's secret
  poll_id @NUMBER@ NOT NULL,
  position @NUMBER@ NOT NULL,
  sealed @BYTES@ NOT NULL,              -- token, sheet and proof, sealed under the poll's secret
  FOREIGN KEY (poll_id, position) REFERENCES paper (poll_id, position)
);
@APPEND_ONLY ballot@
CREATE INDEX ballot_paper ON ballot (poll_id, position);

CREATE TABLE ballot_box (               -- what the ballots of a paper add up to, so that a row taken away is missed
  poll_id @NUMBER@ NOT NULL,
  position @NUMBER@ NOT NULL,
  ballots @NUMBER@ NOT NULL,
  row_sum @BYTES@ NOT NULL,             -- ballot/secret.hpp, RowSum
  PRIMARY KEY (poll_id, position),
  FOREIGN KEY (poll_id, position) REFERENCES paper (poll_id, position)
);

CREATE TABLE count_sheet (              -- totals counted on paper
  poll_id @NUMBER@ NOT NULL,
  position @NUMBER@ NOT NULL,
  account_id @NUMBER@ NOT NULL REFERENCES account (id), -- the teller
  tally TEXT NOT NULL,                  -- JSON
  PRIMARY KEY (poll_id, position, account_id),
  FOREIGN KEY (poll_id, position) REFERENCES paper (poll_id, position)
);

CREATE TABLE bulletin (
  poll_id @NUMBER@ PRIMARY KEY REFERENCES poll (id),
  bytes @BYTES@ NOT NULL,               -- as anybody may have it
  sha256 TEXT NOT NULL,
  scrutiny_bytes @BYTES@,               -- with every sheet, for scrutineers; NULL where the public one has them all
  scrutiny_sha256 TEXT NOT NULL         -- may be empty
);
@APPEND_ONLY bulletin@
