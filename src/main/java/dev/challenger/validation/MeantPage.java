package dev.challenger.validation;

/**
 * The model of the question about an address that looks mistyped. Public, since templates can only read public records.
 *
 * @param back as in {@link ValidationPage}
 * @param typed the address as the person typed it
 * @param meant the address that was probably meant
 */
public record MeantPage(String nonce, String channel, String asker, String back, String typed, String meant) {}
