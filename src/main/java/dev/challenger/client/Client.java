package dev.challenger.client;

/**
 * An OAuth client that may order validations; it may be the backend of {@link Instances} too.
 *
 * @param name shown to people on pages and in messages
 * @param redirectUri the one place it may send people to, compared as a string
 * @param requirePkce whether nothing is authorized for it without an S256 challenge (RFC 7636)
 */
public record Client(long id, String name, String redirectUri, boolean requirePkce) {}
