-- The language that the demand of an operation names, for the messages of its challenge.

ALTER TABLE tan_challenge
    ADD COLUMN IF NOT EXISTS language VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'tag (BCP 47), such as zh-Hant; NULL if the demand names none';
