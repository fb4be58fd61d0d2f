-- What a document was understood as, kept beside it: a program that reads it otherwise changes no round that has begun.
-- Enduring; only grows. What the program of this migration understands is kept for rounds that have begun already.

CREATE TABLE kept_reading (
  id @ID@,
  scheme_version_id @NUMBER@ NOT NULL REFERENCES scheme_version (id),
  round_id @NUMBER@ REFERENCES round (id),         -- whose rating it is for; NULL: of the version by itself
  reading TEXT NOT NULL,                           -- canonical JSON (scheme/kept_reading.hpp)
  sha256 TEXT NOT NULL,                            -- of it
  account_id @NUMBER@ REFERENCES account (id),     -- who took it; NULL: nobody in particular, when it was saved or begun
  reason TEXT NOT NULL,                            -- why a later reading was taken instead of the one before
  kept_at @NUMBER@ NOT NULL                        -- milliseconds since 1970
);
CREATE INDEX kept_reading_round ON kept_reading (round_id, id);
CREATE INDEX kept_reading_version ON kept_reading (scheme_version_id, id);
