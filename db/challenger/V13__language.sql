-- The language of pages and messages of an order, so that a message goes out in the language of the page.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS language VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'tag (BCP 47), such as zh-Hant; NULL until one is known';
