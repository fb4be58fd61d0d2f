-- What the gates of stages stand on: notices with their full time, further polls, a verdict a stage, assignments by
-- subject. All enduring.

ALTER TABLE round ADD COLUMN revision @NUMBER@ NOT NULL DEFAULT 0;     -- one more at each change of its subjects

CREATE TABLE notice_period (            -- each time that a round's result stood on public notice
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  number @NUMBER@ NOT NULL,             -- 1, 2, … of the round
  stage @NUMBER@ NOT NULL,              -- position of the stage
  opened_at @NUMBER@ NOT NULL,
  closes_at @NUMBER@ NOT NULL,          -- fixed when it opened; only ever later
  ended_at @NUMBER@,                    -- NULL: it stands
  ending TEXT NOT NULL                  -- empty: it stands; over, or withdrawn: the office went back before its end
);
CREATE UNIQUE INDEX notice_period_number ON notice_period (round_id, number);

ALTER TABLE poll ADD COLUMN number @NUMBER@ NOT NULL DEFAULT 1;        -- 2, 3, …: a further poll of the same electorate
ALTER TABLE poll ADD COLUMN reason TEXT NOT NULL DEFAULT '';           -- why there is a further one
DROP INDEX poll_electorate;
CREATE UNIQUE INDEX poll_electorate ON poll (round_id, electorate, number);

-- position of the stage; 0: of the time before stages had verdicts of their own
ALTER TABLE verification ADD COLUMN stage @NUMBER@ NOT NULL DEFAULT 0;
DROP INDEX verification_chain;
CREATE UNIQUE INDEX verification_chain ON verification (subject_id, stage, replaces);

ALTER TABLE assignment ADD COLUMN subject_id @NUMBER@ REFERENCES subject (id); -- of this subject alone; NULL: of every one
DROP INDEX assignment_one;
CREATE UNIQUE INDEX assignment_one ON assignment (round_id, indicator, unit_id, task, COALESCE(subject_id, 0));
