package dev.challenger.launch;

import dev.challenger.http.PublicUrl;

/**
 * How the embedded server listens.
 *
 * @param host the address on which it listens
 * @param port 0 for any free one
 * @param threads the number of threads that the web application needs; the server has at least 200
 * @param connections how many may be open at the same time; further ones wait until the server accepts them
 * @param url decides on headers of answers
 */
public record Listener(String host, int port, int threads, int connections, PublicUrl url) {}
