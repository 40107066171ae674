package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** The users of the shop. A real one has them in its database, with hashes of their passwords. */
@ApplicationScoped
public class Users {
    private static final String NAME = "alice";
    private static final String PASSWORD = "secret";

    /**
     * Finds the user who has proved by the password who they are.
     *
     * @param authorization the header of the request, or null
     */
    public Optional<String> find(String authorization) {
        String right = Base64.getEncoder().encodeToString((NAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        byte[] given = String.valueOf(authorization).getBytes(StandardCharsets.UTF_8);
        boolean known = MessageDigest.isEqual(given, ("Basic " + right).getBytes(StandardCharsets.UTF_8));
        return known ? Optional.of(NAME) : Optional.empty();
    }
}
