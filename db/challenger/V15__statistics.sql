-- Counts by the hour, which nodes add up in memory and add to the rows of all nodes every minute. No personal data.
-- Another application may have the set mfa without the other one: the table is in both, alike, and shared where both are.

-- That the table exists is no news then.
SET SESSION max_error_count = 0;

CREATE TABLE IF NOT EXISTS statistic (
    hour_at BIGINT       NOT NULL COMMENT 'start of the hour',
    kind    VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of counter',
    channel VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
        COMMENT 'event, reason, outcome, or upper limit of a time in milliseconds',
    subject VARCHAR(255) NOT NULL COMMENT 'client, instance, sender, mail domain or country, or empty',
    total   BIGINT       NOT NULL,
    PRIMARY KEY (hour_at, kind, channel, name, subject)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

SET SESSION max_error_count = DEFAULT;
