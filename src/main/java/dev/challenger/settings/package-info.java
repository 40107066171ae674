/** The operator's settings: a catalogue, a loader that reports every fault at once, and the values. */
@NullMarked
package dev.challenger.settings;

import org.jspecify.annotations.NullMarked;
