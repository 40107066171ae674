/** Secrets and keys: one class makes them, one compares them, nothing prints them. */
@NullMarked
package dev.challenger.secret;

import org.jspecify.annotations.NullMarked;
