/** What a client says and asks with its secret or its token: requests it pushes, codes, tokens, the address. */
@NullMarked
package dev.challenger.grant;

import org.jspecify.annotations.NullMarked;
