-- Clients whose people begin at /authorize, as at other OAuth servers.

ALTER TABLE client
    ADD COLUMN IF NOT EXISTS direct BOOLEAN NOT NULL DEFAULT FALSE
        COMMENT 'true if people may begin at /authorize without an order of the client'
        AFTER require_pkce;
