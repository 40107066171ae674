-- A validated address is erased some time after its client first fetched it.

ALTER TABLE validation
    ADD COLUMN erase_at BIGINT NULL
        COMMENT 'when the addresses in the row are erased; NULL before they are fetched, and once they are erased'
        AFTER address_expires_at,
    ADD KEY validation_erase (erase_at);
