package dev.challenger.transmission;

import dev.challenger.text.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTML of e-mails. It comes from a page of the web application, which is there only after the senders are; without
 * a page, e-mails are plain text.
 */
public final class MailHtml {
    private static final Logger LOG = System.getLogger(MailHtml.class.getName());

    private volatile @Nullable BiFunction<Page, Texts, String> renderer;

    /**
     * The model of the page.
     *
     * @param label of the code
     * @param code 8 digits
     * @param paragraphs each a list of sentences
     */
    public record Page(String subject, String label, String code, List<List<String>> paragraphs) {
        /** Hides the page, since it has the TAN. */
        @Override
        public String toString() {
            return "Page[…]";
        }
    }

    /** Uses the pages of a web application from now on. */
    public void use(BiFunction<Page, Texts, String> pages) {
        renderer = pages;
    }

    /** Returns the HTML of an e-mail; empty if there is none. The plain text, which says the same, goes out in any case. */
    Optional<String> of(Page page, Texts texts) {
        BiFunction<Page, Texts, String> pages = renderer;
        if (pages == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(pages.apply(page, texts));
        } catch (RuntimeException e) {
            // The exception may quote the model, which has the TAN.
            LOG.log(Level.ERROR, "E-mails are plain text, since the page for their HTML fails: {0}", e.getClass());
            return Optional.empty();
        }
    }
}
