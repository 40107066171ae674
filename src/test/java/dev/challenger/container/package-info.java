/** The WAR that Maven built, deployed in servlet containers as operators have them. */
@NullMarked
package dev.challenger.container;

import org.jspecify.annotations.NullMarked;
