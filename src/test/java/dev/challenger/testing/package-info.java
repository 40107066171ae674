/**
 * The fixtures that tests of all packages share. They use real parts: MariaDB, Jetty, an SMTP server, processes.
 * Fixtures of a single package live in that package. Begin with {@link dev.challenger.testing.World}.
 */
@NullMarked
package dev.challenger.testing;

import org.jspecify.annotations.NullMarked;
