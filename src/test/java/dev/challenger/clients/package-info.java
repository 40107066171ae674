/**
 * The tests with clients that nobody here wrote: programs of {@code src/test/clients}, each made of one library as its own
 * documentation shows. {@link dev.challenger.clients.Programs} lists them; begin there. They run only with Maven's profile
 * {@code clients}.
 */
@NullMarked
package dev.challenger.clients;

import org.jspecify.annotations.NullMarked;
