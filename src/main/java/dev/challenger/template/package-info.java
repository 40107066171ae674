/**
 * The one configuration of FreeMarker, for pages and for the requests to gateways. Begin with
 * {@link dev.challenger.template.Templates}. The templates themselves, and the values that they see, belong to the features.
 */
@NullMarked
package dev.challenger.template;

import org.jspecify.annotations.NullMarked;
