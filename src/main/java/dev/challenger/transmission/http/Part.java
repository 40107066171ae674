package dev.challenger.transmission.http;

import dev.challenger.template.Templates;
import freemarker.core.ParseException;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** A part of a request for one place, as a template. */
final class Part {
    private final Template template;
    private final int line;

    /**
     * @param line of the whole template in which this part begins
     * @throws TemplateFault if the part is malformed, or values in it could not be encoded for the place
     */
    Part(String source, Place place, Set<String> names, int line) {
        Proof.of(source, place, names, line);
        this.line = line;
        TemplateConfiguration rules = new TemplateConfiguration();
        rules.setParentConfiguration(Templates.configuration());
        rules.setOutputFormat(place.encoding());
        rules.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        rules.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        rules.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        try {
            this.template = new Template(
                    "request", "request", new StringReader(source), rules.getParentConfiguration(), rules, null);
        } catch (ParseException e) {
            throw new TemplateFault(line - 1 + e.getLineNumber(), firstLine(e.getEditorMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        rules.apply(template);
    }

    /** @throws TemplateFault if a value that the template needs is absent */
    String render(Map<String, Object> values) {
        StringWriter text = new StringWriter();
        try {
            template.process(values, text);
        } catch (TemplateException e) {
            int at = e.getLineNumber() == null ? 1 : e.getLineNumber();
            throw new TemplateFault(line - 1 + at, firstLine(e.getMessageWithoutStackTop()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("malformed");
    }
}
