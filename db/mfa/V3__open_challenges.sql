-- How many challenges are open is bounded for each client of the back channel and each instance.

ALTER TABLE tan_challenge
    ADD COLUMN IF NOT EXISTS client_id BIGINT NOT NULL DEFAULT 0
        COMMENT 'the client that demanded it first; 0 for the application in which the filter runs',
    ADD KEY IF NOT EXISTS tan_challenge_open_of (client_id, instance, opens_until, expires_at);
