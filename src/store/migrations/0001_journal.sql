-- The journal: who did what, when, as a chain of fingerprints. See journal.hpp for how a fingerprint is made.
CREATE TABLE journal (
  seq @NUMBER@ PRIMARY KEY,           -- enduring: 1, 2, 3 … without gaps
  at @NUMBER@ NOT NULL,               -- enduring: milliseconds since 1970, UTC
  account_id @NUMBER@,                -- enduring: who did it; NULL: the system itself, or nobody who was known
  action TEXT NOT NULL,               -- enduring: what was done, in one word of the program
  body TEXT NOT NULL,                 -- enduring: what it was done to, as canonical JSON
  previous_hash TEXT NOT NULL,        -- enduring: hash of the row before; 64 zeros in the first
  hash TEXT NOT NULL                  -- enduring: SHA-256 over all of the above
);
@APPEND_ONLY journal@
