-- Sessions are listed and end where nobody uses them. Rebuildable: those of before end, people sign in again.

DELETE FROM session;
ALTER TABLE session ADD COLUMN started_at @NUMBER@ NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN seen_at @NUMBER@ NOT NULL DEFAULT 0;  -- the last use, to five minutes
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';     -- in a few words, "Chrome, Windows"; may be empty
