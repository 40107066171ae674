-- An address is erased some time after its code was redeemed, so that fetching it writes nothing.

ALTER TABLE validation
    MODIFY COLUMN erase_at BIGINT NULL
        COMMENT 'when the addresses in the row are erased; NULL before the code is redeemed, and once they are erased';

-- Nobody can fetch these addresses any more once their token has expired.
UPDATE validation
   SET erase_at = token_expires_at
 WHERE code_redeemed AND erase_at IS NULL AND token_expires_at IS NOT NULL AND address IS NOT NULL;
