-- Of which round a reminder is, so that its pages can list it. Enduring.
ALTER TABLE message ADD COLUMN round_id @NUMBER@ REFERENCES round (id); -- NULL: of no round, such as a test of the settings
CREATE INDEX message_round ON message (round_id);
