-- Two secrets at once, so that a client can change over while it runs; PKCE as a demand; authorizations that were pushed.

ALTER TABLE client
    ADD COLUMN IF NOT EXISTS old_secret_hash BINARY(32) NULL COMMENT 'the secret before the last rotation, while it is still valid',
    ADD COLUMN IF NOT EXISTS require_pkce    BOOLEAN    NOT NULL DEFAULT FALSE COMMENT 'whether /authorize needs an S256 challenge';

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS pushed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the client itself bound the authorization, by /par';
