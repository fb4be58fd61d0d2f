-- Tokens of machines end. Enduring. Those that were made before tokens had an end get a year from their making.

ALTER TABLE api_token ADD COLUMN expires_at @NUMBER@ NOT NULL DEFAULT 0; -- from when on it is refused
UPDATE api_token SET expires_at = created_at + 31536000000;
