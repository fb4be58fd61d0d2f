-- Ballots wait in a spool of their paper until enough have come to be mixed; only then do they go into the box. Enduring:
-- ballot_spool. What waits is sealed under a key of its own that is destroyed when they are mixed (docs/ballots.md), so
-- that neither a row's place, nor the transaction that wrote it, nor any log of the database says later who cast it.

CREATE TABLE ballot_spool (             -- @UNORDERED@ a ballot that waits; knows no voter
  poll_id @NUMBER@ NOT NULL,
  position @NUMBER@ NOT NULL,
  tag @BYTES@ NOT NULL,                 -- of its token, under the spool's key
  sealed @BYTES@ NOT NULL,              -- token, sheet and proof, sealed under the spool's key
  PRIMARY KEY (poll_id, position, tag),
  FOREIGN KEY (poll_id, position) REFERENCES paper (poll_id, position)
);

ALTER TABLE ballot_box ADD COLUMN generation @NUMBER@ NOT NULL DEFAULT 0; -- of the spool's key: how often it was mixed
ALTER TABLE ballot_box ADD COLUMN waiting @NUMBER@ NOT NULL DEFAULT 0;    -- ballots in the spool
ALTER TABLE ballot_box ADD COLUMN waiting_sum @BYTES@;                    -- RowSum of the spool's rows; NULL: none
