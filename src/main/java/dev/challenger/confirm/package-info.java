/**
 * The URLs of TAN challenges. {@link dev.challenger.confirm.TanChallengeEndpoint} answers the public ones, where people and
 * programs have a TAN sent and enter it; {@code BackChannel} answers the private one, where backends in any language ask
 * whether an operation may run. The rules of TAN challenges are in package {@code mfa}; the filter by which other
 * applications reach the same endpoint is in package {@code filter}. Begin with
 * {@link dev.challenger.confirm.InstancesServlet}.
 */
@NullMarked
package dev.challenger.confirm;

import org.jspecify.annotations.NullMarked;
