-- The page of a TAN challenge looks up the clients that registered the URI in its query.

ALTER TABLE client
    ADD KEY IF NOT EXISTS client_redirect_uri (redirect_uri(191));
