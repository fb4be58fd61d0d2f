-- The level above looks over what was scored: it confirms a subject's figures, or gives them back with a reason. And
-- what was recorded is never changed or deleted, whoever asks the database. Enduring.

CREATE TABLE verification (
  id @ID@,
  round_id @NUMBER@ NOT NULL REFERENCES round (id),
  subject_id @NUMBER@ NOT NULL REFERENCES subject (id),
  account_id @NUMBER@ NOT NULL REFERENCES account (id),
  verdict TEXT NOT NULL,                -- confirmed, returned
  note TEXT NOT NULL,                   -- why it was given back
  newest_fact @NUMBER@ NOT NULL,        -- of the subject when it was looked over; 0: it had none
  recorded_at @NUMBER@ NOT NULL,
  replaces @NUMBER@ NOT NULL            -- as in fact
);
CREATE UNIQUE INDEX verification_chain ON verification (subject_id, replaces);
CREATE INDEX verification_round ON verification (round_id);

@APPEND_ONLY verification@
@APPEND_ONLY fact@
@APPEND_ONLY remark@
