/**
 * The servlet filter by which other applications have operations confirmed by TANs. Here is what an application needs to
 * protect its own requests: the filter, the {@code Protection} that the application writes, and the kept body, which the
 * filter hashes and the application reads again. The URLs of TAN challenges are answered by package {@code confirm}, the
 * rules are in package {@code mfa}; our own web application does not use this package. It loads with the servlet API and
 * Jackson, without templates and without a pool. Begin with {@link dev.challenger.filter.TanChallengeFilter}.
 */
@NullMarked
package dev.challenger.filter;

import org.jspecify.annotations.NullMarked;
