/**
 * The servlet filter for TAN challenges, in our own web application and in others: those load it with Jackson, and without
 * templates or a pool.
 */
@NullMarked
package dev.challenger.filter;

import org.jspecify.annotations.NullMarked;
