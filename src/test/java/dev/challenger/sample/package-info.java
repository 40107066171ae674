/**
 * A sample of an embedder's application: shops whose owners confirm operations by TANs. The tests of the package
 * container deploy it. Authors of such applications read {@link dev.challenger.sample.SampleListener} first.
 */
@NullMarked
package dev.challenger.sample;

import org.jspecify.annotations.NullMarked;
