/** Real parts for tests and for the demo. */
@NullMarked
package dev.challenger.testing;

import org.jspecify.annotations.NullMarked;
