/**
 * What makes {@code java -jar challenger.war} work: these classes alone lie at the root of the WAR, where a container does
 * not look. {@link dev.challenger.launch.Main} and what it calls use only the JDK; the others have the launcher's class
 * loader with Jetty in it.
 */
@NullMarked
package dev.challenger.launch;

import org.jspecify.annotations.NullMarked;
