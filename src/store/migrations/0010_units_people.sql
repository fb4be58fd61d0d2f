-- Units, people, accounts. All enduring.

CREATE TABLE unit (                     -- the tree of organisations
  id @ID@,
  parent_id @NUMBER@ REFERENCES unit (id), -- NULL: at the top
  code TEXT NOT NULL,                   -- the office's own number; unique
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                   -- free word: 党支部, 部门, supplier …
  closed_on TEXT                        -- day since which it is no more; NULL: it is there
);
CREATE UNIQUE INDEX unit_code ON unit (code);
CREATE INDEX unit_parent ON unit (parent_id);

CREATE TABLE unit_move (                -- where a unit stood before
  id @ID@,
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),
  from_parent_id @NUMBER@ REFERENCES unit (id),
  to_parent_id @NUMBER@ REFERENCES unit (id),
  moved_at @NUMBER@ NOT NULL,           -- milliseconds UTC
  reason TEXT NOT NULL
);

CREATE TABLE person (
  id @ID@,
  code TEXT NOT NULL,                   -- the office's own number; unique
  name TEXT NOT NULL,
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL,                   -- kind of subject; may be empty
  phone TEXT NOT NULL,                  -- personal: masked outside the office's pages; may be empty
  identity_number TEXT NOT NULL,        -- personal, likewise
  joined_on TEXT,
  left_on TEXT
);
CREATE UNIQUE INDEX person_code ON person (code);
CREATE INDEX person_unit ON person (unit_id);

CREATE TABLE post (                     -- what a person does where
  id @ID@,
  person_id @NUMBER@ NOT NULL REFERENCES person (id),
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id),
  title TEXT NOT NULL,
  from_on TEXT,
  until_on TEXT
);
CREATE INDEX post_person ON post (person_id);

CREATE TABLE account (
  id @ID@,
  login TEXT NOT NULL,                  -- lower case; unique
  name TEXT NOT NULL,                   -- shown
  person_id @NUMBER@ REFERENCES person (id),
  email TEXT NOT NULL,                  -- for reminders; may be empty
  password_hash TEXT NOT NULL,          -- Argon2id as libsodium writes it; empty: cannot sign in by password yet
  is_active @NUMBER@ NOT NULL,
  must_change_password @NUMBER@ NOT NULL,
  created_at @NUMBER@ NOT NULL
);
CREATE UNIQUE INDEX account_login ON account (login);

CREATE TABLE account_role (             -- who may do what where
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,                   -- round/role.hpp
  unit_id @NUMBER@ NOT NULL REFERENCES unit (id), -- counts for this unit and all below
  PRIMARY KEY (account_id, role, unit_id)
);

CREATE TABLE session (                  -- rebuildable: people sign in again
  token_hash TEXT PRIMARY KEY,          -- SHA-256 of the cookie
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  expires_at @NUMBER@ NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE invitation (               -- a link with which somebody sets the first password
  token_hash TEXT PRIMARY KEY,
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  expires_at @NUMBER@ NOT NULL,
  used_at @NUMBER@
);

CREATE TABLE api_token (                -- machines sign in with it
  id @ID@,
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at @NUMBER@ NOT NULL,
  revoked_at @NUMBER@
);
CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash);

CREATE TABLE setting (                  -- of the office: name, mail server …
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE holiday (                  -- days that differ from Monday to Friday
  day TEXT PRIMARY KEY,
  is_working @NUMBER@ NOT NULL,
  name TEXT NOT NULL
);
