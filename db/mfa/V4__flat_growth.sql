-- TAN challenges are found by address with an index. Counts of messages lie in the order in which their windows end, so
-- that those of the present are side by side, and housekeeping deletes at the other end.

ALTER TABLE tan_challenge
    ADD COLUMN IF NOT EXISTS address_hash VARBINARY(10) NULL
        COMMENT 'day on which the challenge expires, and HMAC of the address; NULL in rows older than this column',
    ADD KEY IF NOT EXISTS tan_challenge_address (address_hash);

-- The other set of migrations makes the same change. Without the note that the key does not exist any more then, which would
-- be a warning in the log.
SET STATEMENT sql_notes = 0 FOR
ALTER TABLE budget
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (purge_at, window_at, subject),
    DROP KEY IF EXISTS budget_purge;
