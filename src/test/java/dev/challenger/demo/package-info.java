/** The demo, {@code mvn -Pdemo}: the built WAR with everything around it, to be tried in a browser. */
@NullMarked
package dev.challenger.demo;

import org.jspecify.annotations.NullMarked;
