package dev.challenger.client;

import dev.challenger.secret.Hash;

/**
 * The id and the secret that a client presents.
 *
 * @param id 0, which no client has, if the id is malformed
 * @param secret the hash of the secret as it came
 * @param decoded the hash of the secret after percent-decoding, which few clients encode; equal to {@code secret} elsewhere
 */
public record Credentials(long id, Hash secret, Hash decoded) {}
