-- Times are milliseconds since the epoch. Hashes are SHA-256.
-- Another application may have this set without the other one: two tables are in both, alike, and shared where both are.

-- That a table exists is no news then.
SET SESSION max_error_count = 0;

CREATE TABLE IF NOT EXISTS installation (
    name  VARCHAR(32)  NOT NULL COMMENT 'what is remembered',
    value VARCHAR(255) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT 'what all nodes must agree on';

CREATE TABLE IF NOT EXISTS budget (
    subject   BINARY(32) NOT NULL COMMENT 'HMAC of what is counted, so that there is no address in this table',
    window_at BIGINT     NOT NULL COMMENT 'when the window began',
    used      INT        NOT NULL,
    purge_at  BIGINT     NOT NULL COMMENT 'when the window ends',
    PRIMARY KEY (subject, window_at),
    KEY budget_purge (purge_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

SET SESSION max_error_count = DEFAULT;

CREATE TABLE tan_challenge (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    version         INT          NOT NULL DEFAULT 0 COMMENT 'counts the changes; compared and set by each',
    salt            BINARY(32)   NOT NULL COMMENT 'random; the public id and the TANs are derived from it and the key',
    key_id          INT          NOT NULL,
    expires_at      BIGINT       NOT NULL COMMENT 'when no TAN of it is good for anything any more',
    purge_at        BIGINT       NOT NULL COMMENT 'when nothing in the row is good for anything any more',

    -- what it is bound to
    instance        VARCHAR(255) NOT NULL,
    operation       VARCHAR(100) NOT NULL,
    channel         VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address         VARCHAR(254) NOT NULL COMMENT 'normalised',
    binding         BINARY(32)   NOT NULL COMMENT 'hash of all that and of the protected request',

    -- the TAN that is out there
    tans_issued     INT          NOT NULL COMMENT 'number of the newest TAN',
    transmissions   INT          NULL COMMENT 'how often that one was sent',
    attempts_left   INT          NULL,
    resend_at       BIGINT       NULL,
    tan_expires_at  BIGINT       NULL,

    -- what it is good for once it is solved
    opens_until     BIGINT       NULL,

    -- No two open challenges for the same thing, so that asking again gives no fresh guesses.
    open_binding    BINARY(32) AS (IF(opens_until IS NULL, binding, NULL)) STORED,

    PRIMARY KEY (id),
    UNIQUE KEY tan_challenge_open (open_binding),
    KEY tan_challenge_purge (purge_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The solved challenges that one pass has used up. One statement inserts all of a pass or none.
CREATE TABLE tan_challenge_use (
    challenge_id    BIGINT       NOT NULL,
    PRIMARY KEY (challenge_id),
    CONSTRAINT tan_challenge_use_challenge FOREIGN KEY (challenge_id) REFERENCES tan_challenge (id) ON DELETE CASCADE
) ENGINE = InnoDB;
