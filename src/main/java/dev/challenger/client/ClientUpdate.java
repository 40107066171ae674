package dev.challenger.client;

import java.util.Optional;

/**
 * New values of a client; those that are empty stay as they are.
 *
 * @param redirectUri as in {@link Clients#add}. Validations whose authorization requests have named the old one still lead
 *     there
 */
public record ClientUpdate(
        Optional<String> redirectUri,
        Optional<String> name,
        Optional<Boolean> requirePkce,
        Optional<Instances> instances) {}
