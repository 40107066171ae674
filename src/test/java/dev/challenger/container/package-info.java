/**
 * Tests of the built WAR, and of a sample application with our filter, in the containers that operators use. Tests of
 * the launcher's own Jetty are in the package launch. Begin with {@link dev.challenger.container.Walk}.
 */
@NullMarked
package dev.challenger.container;

import org.jspecify.annotations.NullMarked;
