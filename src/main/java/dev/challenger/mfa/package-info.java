/**
 * TAN challenges (the merchant protocol): a backend demands that somebody confirms an operation with a TAN. Begin with
 * {@link dev.challenger.mfa.TanChallenges}, the entry point; {@code ChallengeRules} decides, and {@code ChallengeStore}
 * stores. The URLs are not here but in {@code dev.challenger.confirm}, and the filter for other applications is in
 * {@code dev.challenger.filter}. Those applications load this package with Jackson, without FreeMarker and without a
 * connection pool.
 */
@NullMarked
package dev.challenger.mfa;

import org.jspecify.annotations.NullMarked;
