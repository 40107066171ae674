package dev.challenger.validation;

import dev.challenger.address.Address;

/**
 * The address that a person entered last.
 *
 * @param transmissionsLeft the number of messages that may still be sent to the address
 */
public record Destination(Address address, int transmissionsLeft) {}
