-- The events of a validation, for trace. They are erased with the address, and deleted with the row.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS events TEXT CHARACTER SET ascii COLLATE ascii_bin NULL DEFAULT ''
        COMMENT 'one JSON object a line, without an address; NULL once the address is erased';
