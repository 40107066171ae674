package dev.challenger.transmission;

import dev.challenger.tan.Tan;
import java.net.URI;
import java.util.Optional;

/**
 * The operator of this service, as messages name it.
 *
 * @param name that the operator has chosen
 * @param url the public URL of the pages where TANs are entered; empty if another application has these pages
 * @param helpAddress the e-mail address for questions and replies
 * @param html makes the HTML of e-mails
 */
public record Operator(Optional<String> name, Optional<URI> url, Optional<String> helpAddress, MailHtml html) {
    /** An operator of whom nothing is known. Its e-mails are plain text. */
    public static final Operator UNKNOWN =
            new Operator(Optional.empty(), Optional.empty(), Optional.empty(), new MailHtml());

    /** Returns the name together with the host, which a browser shows in its address bar: {@code Example Bank (id.example)}. */
    String where() {
        String host = url.map(URI::getAuthority).orElse("");
        return name.map(known -> known + " (" + host + ")").orElse(host);
    }

    /**
     * Returns the last line of a message to a phone, which fills in the TAN on pages of this host only ({@code @host #12345678},
     * origin-bound one-time codes).
     */
    Optional<String> boundTo(Tan tan) {
        return url.map(page -> "@" + page.getHost() + " #" + tan.digits());
    }
}
