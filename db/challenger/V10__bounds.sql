-- The time beyond which sending a TAN again does not prolong it.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS tan_ends_at BIGINT NULL
        COMMENT 'NULL in rows older than this column, whose TAN is not prolonged any more'
        AFTER tan_expires_at;
