/**
 * Validations: a client orders one, a person enters an address and the TAN that was sent there, and the person goes back to
 * the client with a code. A validation is one row: the record {@link dev.challenger.validation.Validation}, the pure
 * decisions in {@link dev.challenger.validation.ValidationRules}, and the store. The servlets for {@code /setup},
 * {@code /authorize}, {@code /challenge} and {@code /solve} are here too; the endpoints for the code and the access token are
 * in {@code dev.challenger.grant}. The life cycle of a TAN is in {@code dev.challenger.tan}. Begin with {@code Validation}.
 */
@NullMarked
package dev.challenger.validation;

import org.jspecify.annotations.NullMarked;
