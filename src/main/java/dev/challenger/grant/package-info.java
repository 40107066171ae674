/**
 * The endpoints that a client calls with its secret or with an access token: {@code /par}, {@code /token},
 * {@code /introspect}, {@code /revoke} and {@code /info}. Begin with {@link dev.challenger.grant.TokenServlet} and
 * {@code Redemption}. The endpoints for the person's browser, {@code /setup}, and the row of a validation are in
 * {@code dev.challenger.validation}.
 */
@NullMarked
package dev.challenger.grant;

import org.jspecify.annotations.NullMarked;
