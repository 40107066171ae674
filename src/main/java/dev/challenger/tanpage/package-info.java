/** The page of a TAN challenge, for people whose shop has no dialogue of its own for codes. */
@NullMarked
package dev.challenger.tanpage;

import org.jspecify.annotations.NullMarked;
