/**
 * Puts the application together. {@link Challenger} builds the object graph of the service, {@link EmbeddedChallenger} that
 * of another application which uses TAN challenges only, and {@link Wiring} starts the service in a servlet container. Only
 * the command line and these classes know the settings. No feature lives here, and no feature knows this package. Begin with
 * {@link Challenger}.
 */
@NullMarked
package dev.challenger;

import org.jspecify.annotations.NullMarked;
