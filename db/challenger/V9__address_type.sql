-- The address type of an order, so that a node of another type does not serve it.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS address_type VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'as in /config; NULL in rows older than this column, which nodes of any type serve';
