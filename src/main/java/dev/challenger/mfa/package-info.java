/**
 * TAN challenges: a backend demands that somebody confirms an operation with a code sent to them (the merchant protocol).
 * Other applications load this package without the rest of the service: Jackson, but no templates and no pool.
 */
@NullMarked
package dev.challenger.mfa;

import org.jspecify.annotations.NullMarked;
