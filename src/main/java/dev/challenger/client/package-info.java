/** Clients: the OAuth clients that order validations. */
@NullMarked
package dev.challenger.client;

import org.jspecify.annotations.NullMarked;
