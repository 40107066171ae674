/**
 * Projects of other people that embed the filter, as {@code embed.md} shows them. They are in {@code src/test/embed}: whole
 * Maven projects, which depend on our classes jar and know nothing of our build. The tests need minutes and servers, so only the profile {@code containers}
 * runs them. Begin with {@link dev.challenger.embed.SpringBootProject}.
 */
@NullMarked
package dev.challenger.embed;

import org.jspecify.annotations.NullMarked;
