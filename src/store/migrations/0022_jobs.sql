-- Works that take longer than a second, one row each, taken by one server at a time (office/jobs.hpp).
-- Rebuildable: what is lost is asked for again.

CREATE TABLE job (
  id @ID@,
  kind TEXT NOT NULL,                   -- word of office/job_state.hpp
  arguments TEXT NOT NULL,              -- canonical JSON
  account_id @NUMBER@ NOT NULL REFERENCES account (id), -- who asked, with whose rights it is done
  asked_at @NUMBER@ NOT NULL,           -- milliseconds since 1970, UTC, as all moments here
  state TEXT NOT NULL,                  -- word of office/job_state.hpp
  done @NUMBER@ NOT NULL,               -- steps, of total
  total @NUMBER@ NOT NULL,              -- 0: not known yet
  worker TEXT NOT NULL,                 -- the server that has it, or had it last; empty: none yet
  takes @NUMBER@ NOT NULL,              -- how often a server took it; what an earlier one still writes does not count
  lease_until @NUMBER@ NOT NULL,        -- while it runs: taken from its server behind this moment
  ended_at @NUMBER@,                    -- NULL: not yet
  outcome TEXT NOT NULL                 -- canonical JSON: what it came to, or the refusal; empty: not yet
);
CREATE INDEX job_account ON job (account_id, id);
CREATE INDEX job_state ON job (state, id);

CREATE TABLE job_file (                 -- what a job made, to be downloaded for a day
  job_id @NUMBER@ PRIMARY KEY REFERENCES job (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,                   -- media type
  bytes @BYTES@ NOT NULL
);
