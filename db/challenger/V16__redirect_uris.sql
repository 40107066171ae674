-- A client may have several redirect URIs. A client may also be declared in the settings of the nodes, and then has no row here.

ALTER TABLE client
    ADD COLUMN IF NOT EXISTS further_uris TEXT CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'redirect URIs besides redirect_uri, separated by blanks; NULL if there is none',
    ADD KEY IF NOT EXISTS client_further_uris (further_uris(1));

ALTER TABLE validation
    DROP FOREIGN KEY IF EXISTS validation_client;
