package dev.challenger.transmission.letter;

import dev.challenger.template.Templates;
import freemarker.core.ParseException;
import freemarker.core.XMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template of letters: FreeMarker that makes XML, which {@link SheetReading} knows. It escapes every value. */
public final class LetterTemplate {
    /** The file among our resources, and in the operator's directory. */
    public static final String FILE = "letter.ftlx";

    /** The words of FreeMarker that switch escaping off, or make templates of texts. */
    private static final Pattern UNSAFE = Pattern.compile(
            "\\b(?:no_?esc|no_?auto_?esc|auto_?esc|output_?format|interpret|eval|eval_?json|ftl)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Template template;

    private LetterTemplate(Template template) {
        this.template = template;
    }

    /** Returns our template. */
    public static LetterTemplate ours() {
        try (InputStream in = LetterTemplate.class.getResourceAsStream(FILE)) {
            return parse(new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /**
     * Parses a template of the operator.
     *
     * @throws LetterFault with the line of a fault
     */
    public static LetterTemplate parse(String source) {
        Matcher unsafe = UNSAFE.matcher(source);
        if (unsafe.find()) {
            long line = source.substring(0, unsafe.start()).lines().count();
            throw new LetterFault("line " + Math.max(1, line) + ": " + unsafe.group()
                    + " is not allowed, since letters must escape every value");
        }
        Configuration configuration = Templates.configuration();
        configuration.setOutputFormat(XMLOutputFormat.INSTANCE);
        try {
            return new LetterTemplate(new Template(FILE, new StringReader(source), configuration));
        } catch (ParseException e) {
            throw new LetterFault("line " + e.getLineNumber() + ": " + firstLine(e.getEditorMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /**
     * Fills in a letter.
     *
     * @throws LetterFault if the template needs what is not there, or does not make the page of a letter
     */
    Sheet fill(Map<String, Object> model) {
        StringWriter xml = new StringWriter();
        try {
            template.process(model, xml);
        } catch (TemplateException e) {
            throw new LetterFault(
                    e.getLineNumber() == null ? 1 : e.getLineNumber(), firstLine(e.getMessageWithoutStackTop()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return SheetReading.read(xml.toString());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("malformed");
    }
}
