/** An application of somebody else, to be read by whoever protects one: shops whose owners confirm what they do by TANs. */
@NullMarked
package dev.challenger.sample;

import org.jspecify.annotations.NullMarked;
