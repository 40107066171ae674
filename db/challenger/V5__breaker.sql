-- Where messages are bought and TANs never entered. IF NOT EXISTS: another set of migrations makes the same tables.

CREATE TABLE IF NOT EXISTS breaker_destination (
    area        BINARY(32) NOT NULL COMMENT 'HMAC of the mail domain or number prefix',
    destination BINARY(32) NOT NULL COMMENT 'HMAC of the address, so that there is no address in this table',
    messaged_at BIGINT     NOT NULL COMMENT 'when the first message of the window went there',
    messages    INT        NOT NULL COMMENT 'how many since; 0 if none was handed over',
    entered     BOOLEAN    NOT NULL COMMENT 'whether a TAN was entered since',
    purge_at    BIGINT     NOT NULL COMMENT 'when the window ends',
    PRIMARY KEY (area, destination),
    KEY breaker_destination_window (area, messaged_at, messages, entered),
    KEY breaker_destination_purge (purge_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS breaker (
    area      VARCHAR(255) NOT NULL COMMENT 'in plain text: what so many addresses share is nobody''s address',
    opened_at BIGINT       NOT NULL,
    closes_at BIGINT       NOT NULL COMMENT 'what was before this counts no more',
    messaged  INT          NOT NULL COMMENT 'destinations, when it tripped',
    entered   INT          NOT NULL COMMENT 'how many of these had entered their TAN',
    purge_at  BIGINT       NOT NULL,
    PRIMARY KEY (area),
    KEY breaker_purge (purge_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT 'areas that get no messages for a while';
