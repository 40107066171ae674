/**
 * The operator's brand: name, links, colour, logo. All of it is read and checked once, at start, so that a fault is the
 * operator's and never a person's. {@link dev.challenger.brand.Brand} is what pages and messages use; begin there. The pages
 * themselves are in package {@code http}, the texts in package {@code text}.
 */
@NullMarked
package dev.challenger.brand;

import org.jspecify.annotations.NullMarked;
