/** Puts the parts together. */
@NullMarked
package dev.challenger;

import org.jspecify.annotations.NullMarked;
