package dev.challenger.http;

import dev.challenger.brand.Brand;
import dev.challenger.http.Output.View;
import dev.challenger.text.Direction;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.text.Texts;
import dev.challenger.wire.Problem;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the operator's templates at start: each page that they are part of is rendered in every state, so that a person
 * never meets their faults.
 */
public final class PageCheck {
    /** Stands in samples for what strangers send: markup that must never reach a page as it is. */
    public static final String HOSTILE = OwnTemplate.UNESCAPED;

    private static final View VIEW = new View("../", Preference.NONE);

    private final Pages pages;
    private final Map<String, String> own;
    private final Set<String> faults = new LinkedHashSet<>();
    private int found;

    private PageCheck(Pages pages, Map<String, String> own) {
        this.pages = pages;
        this.own = own;
    }

    /**
     * Returns a sentence for each fault, which begins with the name of the file.
     *
     * @param samples the models of each page of ours, by its name, with {@link #HOSTILE} in the values of strangers
     */
    public static List<String> faults(
            PageSources.Webapp webapp, Brand brand, Languages languages, Map<String, List<Object>> samples) {
        Map<String, String> own = brand.own().pages();
        PageCheck check = new PageCheck(Pages.of(webapp, languages, brand), own);
        Pages ours = Pages.of(webapp, languages, Brand.NONE);
        own.forEach((name, source) -> check.read(ours, name, source));
        if (check.faults.isEmpty()) {
            tried(languages).forEach(texts -> check.show(samples, texts));
        }
        return List.copyOf(check.faults);
    }

    /** Texts fill the same places in every language; templates differ by the direction of the script at most. */
    private static Stream<Texts> tried(Languages languages) {
        Stream<Texts> mirrored = languages.offered().stream()
                .filter(language -> language.direction() == Direction.RTL)
                .limit(1)
                .map(languages::in);
        return Stream.concat(Stream.of(languages.byDefault()), mirrored).distinct();
    }

    private void read(Pages ours, String name, String source) {
        try {
            ours.template(name);
        } catch (IOException e) {
            add(name, "there is no page of this name");
            return;
        }
        OwnTemplate.faultsOfSource(source).forEach(fault -> add(name, fault));
        try {
            pages.template(name);
        } catch (ParseException e) {
            add(name, "line " + e.getLineNumber() + ": " + firstLines(e.getEditorMessage()));
        } catch (IOException e) {
            add(name, firstLines(e.toString()));
        }
    }

    private void show(Map<String, List<Object>> samples, Texts texts) {
        samples.forEach((page, models) -> models.forEach(model -> show(new Reply.Page(page, model, texts))));
    }

    /** A page may fail in another template than its own: in the frame, for example. */
    private void show(Reply.Page page) {
        try {
            OwnTemplate.broken(page.name(), pages.render(page, VIEW).text()).forEach(rule -> blame(page, rule));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof TemplateException fault) {
                String name = Optional.ofNullable(fault.getTemplateSourceName()).orElse(page.name());
                add(
                        name.replace(PageSources.ENDING, ""),
                        "line " + fault.getLineNumber() + ": " + firstLines(fault.getMessageWithoutStackTop()));
            } else {
                throw e;
            }
        } catch (Problem e) {
            add(page.name(), "it uses a page that is missing or malformed");
        }
    }

    /** Blames the templates that have what breaks the rule, or the page if it is put together from parts. */
    private void blame(Reply.Page page, OwnTemplate.Rule rule) {
        int before = found;
        own.forEach((name, source) ->
                rule.line(source).ifPresent(line -> add(name, "line " + line + ": " + rule.fault())));
        if (found == before) {
            add(page.name(), rule.fault());
        }
    }

    private void add(String name, String fault) {
        found++;
        faults.add("pages/" + name + ".ftlh, " + fault);
    }

    /** Returns the fault and the expression that has it, which FreeMarker puts into lines of their own. */
    private static String firstLines(@Nullable String message) {
        return String.valueOf(message).lines().limit(2).collect(Collectors.joining(" "));
    }
}
