package dev.challenger.client;

/**
 * An OAuth client that may order validations.
 *
 * @param name shown to people on pages and in messages
 * @param redirectUri the one place it may send people to, compared as a string
 */
public record Client(long id, String name, String redirectUri) {}
