/**
 * Clients: the OAuth clients that order validations, and the backends whose operations TAN challenges confirm. Begin with
 * {@link dev.challenger.client.Clients}, which registers and authenticates them. The endpoints that clients call are in
 * {@code dev.challenger.validation}, {@code dev.challenger.grant} and {@code dev.challenger.confirm}; the commands of the
 * operator are in {@code dev.challenger.cli}.
 */
@NullMarked
package dev.challenger.client;

import org.jspecify.annotations.NullMarked;
