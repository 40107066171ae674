/**
 * The sender for gateways with an HTTP interface. Begin with {@link dev.challenger.transmission.http.HttpTransmitter}. An operator
 * describes the request in a {@link dev.challenger.transmission.http.RequestTemplate}, which is refused at start unless
 * {@code Proof} shows that every value is encoded for its {@code Place}. {@link dev.challenger.transmission.http.Answers} tells an
 * accepted message from a refused one.
 */
@NullMarked
package dev.challenger.transmission.http;

import org.jspecify.annotations.NullMarked;
