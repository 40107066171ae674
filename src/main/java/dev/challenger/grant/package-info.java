/** What a client gets for a solved validation: the token and the address. */
@NullMarked
package dev.challenger.grant;

import org.jspecify.annotations.NullMarked;
