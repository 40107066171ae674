/**
 * Sending messages. Begin with {@link dev.challenger.transmission.Delivery}: it checks the limits and then gives a
 * {@link dev.challenger.transmission.Message} to a {@link dev.challenger.transmission.Transmitter}, which hands it to a mail
 * server, to a helper command of the operator, or (in package {@code http}) to a gateway. {@link dev.challenger.transmission.TanMessages} writes the texts for
 * validations. When a message may be sent, and again, is decided elsewhere: budgets and breaker are in
 * {@code dev.challenger.limit}, and the rules of a TAN are in {@code dev.challenger.tan}.
 */
@NullMarked
package dev.challenger.transmission;

import org.jspecify.annotations.NullMarked;
