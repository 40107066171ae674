/**
 * The SMTP session, alone in its package: the mail library logs the traffic of a session, with TANs and addresses, under the
 * name of the package that its class is in, and this one is never logged. Everything else about mail is in
 * {@code dev.challenger.transmission}.
 */
@NullMarked
package dev.challenger.transmission.smtp;

import org.jspecify.annotations.NullMarked;
