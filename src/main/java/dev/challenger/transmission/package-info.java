/** TANs, the messages that carry them, and the ways such a message is handed over. */
@NullMarked
package dev.challenger.transmission;

import org.jspecify.annotations.NullMarked;
