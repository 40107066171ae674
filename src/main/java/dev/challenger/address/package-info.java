/** Addresses that can be validated: their types, fields and restrictions. */
@NullMarked
package dev.challenger.address;

import org.jspecify.annotations.NullMarked;
