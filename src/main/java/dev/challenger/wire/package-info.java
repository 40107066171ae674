/** What every Taler protocol shares: error codes, problems, Base32, timestamps. Depends on the JDK only. */
@NullMarked
package dev.challenger.wire;

import org.jspecify.annotations.NullMarked;
