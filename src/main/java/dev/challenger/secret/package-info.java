/**
 * Secrets and keys. {@link dev.challenger.secret.Secrets} generates every random secret; {@link dev.challenger.secret.Secret}
 * says what of it is random. {@link dev.challenger.secret.Hash} compares secrets, and the {@code toString} of each class hides
 * its value. {@link dev.challenger.secret.KeyFile} stores the keys from which TANs and authorization codes are derived; begin
 * with {@link dev.challenger.secret.Key}. The inputs of the derivations are not here: each feature has its own class
 * {@code Derivation}.
 */
@NullMarked
package dev.challenger.secret;

import org.jspecify.annotations.NullMarked;
