-- How many validations of a client are open is counted with each order.

ALTER TABLE validation
    ADD KEY validation_open (client_id, code_hash, expires_at);
