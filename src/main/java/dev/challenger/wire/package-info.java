/**
 * The parts of the wire format that all endpoints share: {@link dev.challenger.wire.ErrorCode error codes}, problems and
 * their bodies, JSON, Base32, timestamps and networks. Begin with {@link dev.challenger.wire.Problem}. HTTP itself is in
 * {@code dev.challenger.http}. This package depends on the JDK and on Jackson only.
 */
@NullMarked
package dev.challenger.wire;

import org.jspecify.annotations.NullMarked;
