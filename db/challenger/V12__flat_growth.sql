-- Validations are found by address with an index. Counts of messages lie in the order in which their windows end, so
-- that those of the present are side by side, and housekeeping deletes at the other end.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS address_hash VARBINARY(10) NULL
        COMMENT 'day on which the nonce expires, and HMAC of the address; empty without an address; always NULL in rows older than this column',
    ADD COLUMN IF NOT EXISTS prefilled_hash VARBINARY(10) NULL
        COMMENT 'the same for the pre-filled address',
    ADD KEY IF NOT EXISTS validation_address (address_hash),
    ADD KEY IF NOT EXISTS validation_prefilled (prefilled_hash);

-- The other set of migrations makes the same change.
ALTER TABLE budget
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (purge_at, window_at, subject);

-- DROP KEY IF EXISTS would write a warning into the log if the other set has dropped it.
SET @drop_key = (SELECT IF(COUNT(*) > 0, 'ALTER TABLE budget DROP KEY budget_purge', 'DO 0')
                   FROM information_schema.statistics
                  WHERE table_schema = DATABASE() AND table_name = 'budget' AND index_name = 'budget_purge');
EXECUTE IMMEDIATE @drop_key;
