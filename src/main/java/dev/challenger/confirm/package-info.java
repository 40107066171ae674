/** What is below {@code /instances/$INSTANCE}: the back channel, by which backends in any language have operations confirmed. */
@NullMarked
package dev.challenger.confirm;

import org.jspecify.annotations.NullMarked;
