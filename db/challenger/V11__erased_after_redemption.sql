-- An address is erased some time after its code was redeemed, so that fetching it writes nothing.

ALTER TABLE validation
    MODIFY COLUMN erase_at BIGINT NULL
        COMMENT 'when the addresses in the row are erased; NULL before the code is redeemed, and once they are erased';
