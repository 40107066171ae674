package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.brand.Brand;
import dev.challenger.brand.Directory;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a template of the operator that a person could not use, or that would weaken us, is found at start. */
final class PageCheckTest {
    private static final String HEAD = "<#import \"layout.ftlh\" as layout>\n<@layout.frame title=\"Hello\">\n";
    private static final String FOOT = "\n</@>\n";

    /** Two states, of which a template may show one and fail in the other. */
    private static final Map<String, List<Object>> SAMPLES = Map.of(
            "root", List.of(Map.of("asker", PageCheck.HOSTILE), Map.of("asker", "Shop", "notice", PageCheck.HOSTILE)));

    private static List<String> faults(String name, String source) {
        Brand none = Brand.NONE;
        Directory own = new Directory(Map.of(), Map.of(name, source), Optional.empty(), Map.of());
        Brand brand = new Brand(none.name(), none.links(), none.helpAddress(), none.accent(), none.logo(), own);
        return PageCheck.faults(PageCheckTest::file, brand, Languages.of(List.of(Language.AR), Language.EN), SAMPLES);
    }

    private static @Nullable URL file(String path) throws MalformedURLException {
        Path file = Path.of("webapp" + path);
        return Files.exists(file) ? file.toUri().toURL() : null;
    }

    @Test
    void pageThatShowsEveryStatePasses() {
        assertEquals(
                List.of(),
                faults(
                        "root",
                        HEAD + "<p>${page.asker} ${page.notice!} ${brand.name} ${texts.get(\"tan.title\")}</p>"
                                + FOOT));
    }

    @Test
    void faultInOneStateIsFoundWithItsLine() {
        assertEquals(
                List.of(
                        "pages/root.ftlh, line 3: The following has evaluated to null or missing: ==> page.notice  [in template \"root.ftlh\" at line 3, column 6]"),
                faults("root", HEAD + "<p>${page.notice}</p>" + FOOT));
    }

    @Test
    void malformedTemplateIsFoundWithItsLine() {
        List<String> faults = faults("root", HEAD + "<#if page.asker>" + FOOT);

        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).startsWith("pages/root.ftlh, line "), faults.get(0));
    }

    @Test
    void pageThatWeDoNotHaveIsRefused() {
        assertEquals(List.of("pages/rooot.ftlh, there is no page of this name"), faults("rooot", "<p>"));
    }

    @Test
    void frameIsTriedOnEveryPage() {
        List<String> faults = faults("layout", "<#macro frame title others...>\n<p>${nothing}</p></#macro>");

        assertTrue(faults.get(0).startsWith("pages/layout.ftlh, line 2: "), faults.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\", \"/\")}",
                "${page?api.class}",
                "${page.class}",
                "${texts.class.classLoader}",
                "${texts.getClass()}",
                "${texts.language().getDeclaringClass()}",
                "${page?values[0].getClass().getResource(\"/\")}",
                "${brand?api.getClass()}",
                "<#include \"../web.xml\">",
                "<#include \"/../web.xml\">",
                "<#include \"file:///etc/passwd\">",
                "<#include \"http://localhost/\">",
                "<#import \"classpath:/dev/challenger/a.ftlh\" as a>",
            })
    void classesAndOtherFilesAreOutOfReach(String attack) {
        List<String> faults = faults("root", HEAD + attack + FOOT);

        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).startsWith("pages/root.ftlh, line 3: "), faults.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "'<p onclick=\"x()\">', there is an event handler",
        "<p style=\"${page.asker}\">, there is an inline style",
        "<img src=\"https://example.com/a.png\">, there is a file or form of another site",
        "${page.asker?no_esc}, no_esc is not allowed",
    })
    void whatWouldWeakenTheServiceIsRefused(String markup, String fault) {
        List<String> faults = faults("root", HEAD + markup + FOOT);

        assertTrue(faults.get(0).startsWith("pages/root.ftlh, line 3: " + fault), faults.get(0));
    }

    @Test
    void markupThatIsPutTogetherIsFoundToo() {
        assertEquals(
                List.of("pages/root.ftlh, there is an event handler, which the Content-Security-Policy forbids"),
                faults("root", HEAD + "<#assign a = \"onclick\"><p ${a}=x>" + FOOT));
    }
}
