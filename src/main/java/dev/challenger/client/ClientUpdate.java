package dev.challenger.client;

import java.util.List;
import java.util.Optional;

/**
 * New values of a client; those that are empty stay as they are.
 *
 * @param redirectUris all redirect URIs, as in {@link Clients#add}. Validations whose authorization requests have named another
 *     one still lead there
 */
public record ClientUpdate(
        Optional<List<String>> redirectUris,
        Optional<String> name,
        Optional<Boolean> requirePkce,
        Optional<Boolean> direct,
        Optional<Instances> instances) {}
