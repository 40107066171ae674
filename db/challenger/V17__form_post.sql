-- The way in which the client gets the result of a validation.

ALTER TABLE validation
    ADD COLUMN IF NOT EXISTS form_post BOOLEAN NOT NULL DEFAULT FALSE
        COMMENT 'true if the browser posts the result to the client, false if it is in the query of the redirect'
        AFTER code_challenge_method;
