/**
 * Sending messages. Begin with {@link dev.challenger.transmission.Delivery}: it checks the limits and then gives a
 * {@link dev.challenger.transmission.Message} to one of the {@link dev.challenger.transmission.Senders}: a mail server, a helper
 * command of the operator, a gateway (package {@code http}) or a directory for printed letters (package {@code letter}).
 * {@link dev.challenger.transmission.TanMessages} writes the texts for validations. The rules about when a message may be sent are
 * elsewhere: budgets and breaker in {@code dev.challenger.limit}, the life of a TAN in {@code dev.challenger.tan}.
 */
@NullMarked
package dev.challenger.transmission;

import org.jspecify.annotations.NullMarked;
