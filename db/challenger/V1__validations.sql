-- Times are milliseconds since the epoch. Hashes are SHA-256. Addresses are JSON objects of their fields.

CREATE TABLE installation (
    name  VARCHAR(32)  NOT NULL COMMENT 'what is remembered',
    value VARCHAR(255) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT 'what all nodes must agree on';

CREATE TABLE client (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    name         VARCHAR(255) NOT NULL COMMENT 'shown to people',
    redirect_uri TEXT         NOT NULL,
    secret_hash  BINARY(32)   NOT NULL,
    created_at   BIGINT       NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE validation (
    id                    BIGINT         NOT NULL AUTO_INCREMENT,
    version               INT            NOT NULL DEFAULT 0 COMMENT 'counts the changes; compared and set by each',
    client_id             BIGINT         NOT NULL,
    nonce_hash            BINARY(32)     NOT NULL,
    expires_at            BIGINT         NOT NULL COMMENT 'when the nonce expires',
    purge_at              BIGINT         NOT NULL COMMENT 'when nothing in the row is good for anything any more',

    -- what /setup said
    prefilled_address     TEXT           NULL,
    read_only             BOOLEAN        NOT NULL,

    -- what /authorize bound
    redirect_uri          TEXT           NULL COMMENT 'NULL: left out, so the registered one',
    state                 VARBINARY(8000) NULL COMMENT 'byte for byte',
    code_challenge        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
    code_challenge_method VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NULL,

    -- where messages go, and the TAN that is out there
    changes_left          INT            NOT NULL,
    tans_issued           INT            NOT NULL COMMENT 'number of the newest TAN',
    address               TEXT           NULL,
    transmissions_left    INT            NULL,
    resend_at             BIGINT         NULL,
    tan_key_id            INT            NULL,
    attempts_left         INT            NULL,
    tan_expires_at        BIGINT         NULL,

    -- what the client gets for it
    code_hash             BINARY(32)     NULL,
    code_key_id           INT            NULL,
    code_expires_at       BIGINT         NULL,
    code_redeemed         BOOLEAN        NOT NULL DEFAULT FALSE,
    address_expires_at    BIGINT         NULL,
    token_hash            BINARY(32)     NULL,
    token_expires_at      BIGINT         NULL,

    PRIMARY KEY (id),
    UNIQUE KEY validation_nonce (nonce_hash),
    UNIQUE KEY validation_code (code_hash),
    UNIQUE KEY validation_token (token_hash),
    KEY validation_purge (purge_at),
    CONSTRAINT validation_client FOREIGN KEY (client_id) REFERENCES client (id) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
