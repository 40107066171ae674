/**
 * The launcher behind {@code java -jar challenger.war}, and the embedded Jetty of {@code challenger serve}. These classes
 * alone are at the root of the WAR, where a servlet container does not look for classes. Begin with
 * {@link dev.challenger.launch.Main}: it and {@link dev.challenger.launch.WarLoader} use only the JDK, since they run before
 * the class loader exists. The other classes run in that class loader, which also has Jetty. The web application is not here.
 */
@NullMarked
package dev.challenger.launch;

import org.jspecify.annotations.NullMarked;
