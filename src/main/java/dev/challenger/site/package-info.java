/**
 * The public descriptions of the service: {@code /config}, its health, the OAuth metadata, the root page, {@code robots.txt},
 * {@code /source} and the static files. They answer anybody and change nothing. Begin with
 * {@link dev.challenger.site.ConfigServlet}.
 */
@NullMarked
package dev.challenger.site;

import org.jspecify.annotations.NullMarked;
