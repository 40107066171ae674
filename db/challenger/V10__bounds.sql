-- The time beyond which sending a TAN again does not prolong it, and the number of messages that could not be handed over.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS tan_ends_at BIGINT NULL
        COMMENT 'NULL in rows older than this column, whose TAN is not prolonged any more'
        AFTER tan_expires_at,
    ADD COLUMN IF NOT EXISTS hand_overs_failed INT NOT NULL DEFAULT 0
        COMMENT 'messages that were given back'
        AFTER changes_left;
