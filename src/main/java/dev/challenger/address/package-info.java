/**
 * Addresses: their types and fields, how typed text becomes an address, and which addresses the operator accepts. Begin with
 * {@link dev.challenger.address.AddressPolicy}, which reads typed fields, and {@link dev.challenger.address.Address}, the
 * result. An address carries everything that other packages derive from it: its normal form, the text that messages to it
 * are counted by, its areas, and its mask for logs. {@link dev.challenger.address.AddressHashes} makes the hashes by which the
 * rows of an address are found. Forms, counting and sending are not here: see {@code validation},
 * {@code limit} and {@code transmission}.
 */
@NullMarked
package dev.challenger.address;

import org.jspecify.annotations.NullMarked;
