/** What the service says of itself: /config, OAuth metadata, the root page, robots, source and the static files. */
@NullMarked
package dev.challenger.site;

import org.jspecify.annotations.NullMarked;
