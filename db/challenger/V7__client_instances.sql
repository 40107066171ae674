-- The back channel of TAN challenges: which instances a client may speak for, and who it is by its secret alone.

ALTER TABLE client
    ADD COLUMN IF NOT EXISTS instances TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
        COMMENT 'patterns of their names, separated by blanks; * stands for any characters',
    ADD KEY IF NOT EXISTS client_secret (secret_hash),
    ADD KEY IF NOT EXISTS client_old_secret (old_secret_hash);
