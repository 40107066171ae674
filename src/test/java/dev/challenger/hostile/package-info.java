/**
 * Input that no honest client sends, and databases that fail: the service refuses with a clear answer, tells strangers nothing
 * and works on. Begin with {@link dev.challenger.hostile.BadHeadIT}.
 */
@NullMarked
package dev.challenger.hostile;

import org.jspecify.annotations.NullMarked;
