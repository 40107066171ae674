package dev.challenger.address;

import java.util.Optional;

/**
 * One field of an address type.
 *
 * @param name as on the wire, {@code CONTACT_EMAIL}
 * @param maxLength in UTF-16 characters; more is malformed whatever the restrictions say
 * @param check the built-in check of its kind: the value in the one form that is equal for equal values, or empty if this
 *     cannot be such a value
 */
public record Field(String name, int maxLength, Check check) {
    /** Turns a value into the form by which two of them are compared. */
    @FunctionalInterface
    interface Check {
        Optional<String> normalise(String value);
    }
}
