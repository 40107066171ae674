/**
 * The TAN: the eight digits that a person receives and enters. {@link dev.challenger.tan.Tan} derives, reads and compares
 * them. Where a TAN is stored with its attempts is up to the packages {@code validation} and {@code mfa}.
 */
@NullMarked
package dev.challenger.tan;

import org.jspecify.annotations.NullMarked;
