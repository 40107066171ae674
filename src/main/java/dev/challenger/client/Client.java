package dev.challenger.client;

/**
 * An OAuth client, which may order validations. It may also be the backend of {@link Instances}.
 *
 * @param name the name shown to people on pages and in messages
 * @param redirectUri the only URI to which people are sent back, compared as a string
 * @param requirePkce true if its authorization requests must have an S256 challenge (RFC 7636)
 */
public record Client(long id, String name, String redirectUri, boolean requirePkce) {}
