-- A scheme has the unit whose office wrote it: only offices there or above save further versions. Enduring. Of those
-- that were there before, it is a unit at which the author of the first version is of the office.

ALTER TABLE scheme ADD COLUMN unit_id @NUMBER@ REFERENCES unit (id);  -- NULL: of the top unit
UPDATE scheme SET unit_id = (
  SELECT min(r.unit_id) FROM scheme_version v JOIN account_role r ON r.account_id = v.account_id AND r.role = 'office'
  WHERE v.scheme_id = scheme.id AND v.number = 1);

-- When the password was last entered in a session: what cannot be undone asks for it anew. Rebuildable.
ALTER TABLE session ADD COLUMN confirmed_at @NUMBER@ NOT NULL DEFAULT 0;
