/**
 * TANs, which people read as codes: the eight digits that a person receives and enters. {@link dev.challenger.tan.Tan}
 * derives, reads and compares the digits; {@link dev.challenger.tan.TanRules} says how a TAN is issued, sent again, compared
 * and given back, and how many guesses that allows. The rows that hold TANs, their limits and their derivation purposes are
 * in the packages {@code validation} and {@code mfa}; messages are in {@code transmission}. Begin with {@code TanRules}.
 */
@NullMarked
package dev.challenger.tan;

import org.jspecify.annotations.NullMarked;
