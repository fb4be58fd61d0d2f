-- Files that people handed in as evidence, once each, by their fingerprint.
CREATE TABLE evidence_file (
  hash TEXT PRIMARY KEY,              -- enduring: SHA-256 of bytes
  bytes @BYTES@ NOT NULL,             -- enduring: as they were handed in
  type TEXT NOT NULL,                 -- enduring: media type as the content shows it, such as application/pdf
  size @NUMBER@ NOT NULL,             -- rebuildable: count of bytes, so that lists need not read them
  added_at @NUMBER@ NOT NULL          -- enduring: milliseconds since 1970, UTC, of the first time
);
