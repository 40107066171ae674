package dev.challenger.validation;

/** The model of the last page of a validation. Public, since templates can only read public records. */
public record DonePage(String nonce, String channel, String asker, String redirectUrl) {}
