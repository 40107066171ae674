package dev.challenger.flow;

import dev.challenger.testing.Unchecked;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The W3C's checker of HTML, which also finds texts in another language than that of {@code lang}. */
public final class HtmlValidator {
    private static final String SCHEMA = "http://s.validator.nu/html5-all.rnc";

    private final Faults faults = new Faults();
    private final SimpleDocumentValidator validator = new SimpleDocumentValidator(false, false, true);

    public HtmlValidator() {
        Unchecked.run(() -> {
            validator.setUpMainSchema(SCHEMA, faults);
            validator.setUpValidatorAndParsers(faults, true, false);
        });
    }

    /** Returns the faults and the questionable parts of a document, with their lines. */
    public List<String> faults(String html) {
        faults.found.clear();
        Unchecked.run(() -> validator.checkHtmlInputSource(new InputSource(new StringReader(html))));
        return List.copyOf(faults.found);
    }

    private static final class Faults implements ErrorHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException fault) {
            found.add(fault.getLineNumber() + ": " + fault.getMessage());
        }

        @Override
        public void error(SAXParseException fault) {
            warning(fault);
        }

        @Override
        public void fatalError(SAXParseException fault) {
            warning(fault);
        }
    }
}
