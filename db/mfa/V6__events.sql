-- The events of a TAN challenge, for trace. They are deleted with the row.

ALTER TABLE tan_challenge
    ADD COLUMN IF NOT EXISTS events TEXT CHARACTER SET ascii COLLATE ascii_bin NULL DEFAULT ''
        COMMENT 'one JSON object a line, without an address';
