-- Messages sent in one fixed window of time, by destination, client, mail domain, network, and all together.

CREATE TABLE budget (
    subject   BINARY(32) NOT NULL COMMENT 'HMAC of what is counted, so that there is no address in this table',
    window_at BIGINT     NOT NULL COMMENT 'when the window began',
    used      INT        NOT NULL,
    purge_at  BIGINT     NOT NULL COMMENT 'when the window ends',
    PRIMARY KEY (subject, window_at),
    KEY budget_purge (purge_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
