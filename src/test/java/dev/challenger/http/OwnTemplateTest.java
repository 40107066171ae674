package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.http.OwnTemplate.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what a template of the operator may have. */
final class OwnTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${page.asker?no_esc}",
                "${page.asker?noEsc}",
                "${page.asker?<#-- c -->no_esc}",
                "${\"<#--\"}${page.asker?<#-- c -->no_esc}",
                "<#noautoesc>${page.asker}</#noautoesc>",
                "<#noAutoEsc>",
                "<#autoesc>",
                "<#ftl auto_esc=false>",
                "<#ftl output_format=\"plainText\">",
                "<#outputformat \"plainText\">",
                "<#outputFormat \"plainText\">",
                "${\"page.asker?no\" + \"_esc\"?eval}",
                "${\"page.asker?no_\" + \"esc\"?<#-- c -->eval}",
                "<@\"<#no\" + \"autoesc>\"?interpret/>",
            })
    void escapingCannotBeSwitchedOff(String source) {
        List<String> faults = OwnTemplate.faultsOfSource("<p>\n" + source).toList();

        assertFalse(faults.isEmpty());
        assertTrue(faults.get(0).startsWith("line 2: "), faults.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>p {}</style>",
                "<p style='color:red'>",
                "<p onclick=\"x()\">",
                "<img\nONLOAD = x()>",
                "<img/onload=x()>",
                "<p title=\"a\"onclick=x()>",
                "<p title='a'style=color:red>",
                "<img/src=https://example.com/a.png>",
                "<img alt=\"\"src=\"//example.com/a.png\">",
                "<meta/http-equiv=refresh content=0>",
                "<script>x()</script>",
                "<script src=\"https://example.com/a.js\"></script>",
                "<a href=\"javascript:x()\">",
                "<iframe src=\"a\"></iframe>",
                "<object data=\"a\">",
                "<base href=\"a\">",
                "<meta http-equiv=\"refresh\" content=\"0\">",
                "<img src=\"//example.com/a.png\">",
                "<img src=https://example.com/a.png>",
                "<img src=\"data:image/png;base64,AA\">",
                "<link rel=\"stylesheet\" href=\"https://example.com/a.css\">",
                "<form method=\"post\" action=\"https://example.com/\">",
                "<button formaction=\"https://example.com/\">",
            })
    void whatThePolicyForbidsIsAFaultWithItsLine(String markup) {
        List<Rule> broken = OwnTemplate.broken("tan", "<html>\n\n" + markup);

        assertFalse(broken.isEmpty());
        assertEquals(OptionalLong.of(2), broken.get(0).line("<p>\n" + markup));
    }

    @Test
    void unescapedValueIsAFault() {
        assertEquals(
                "a value is written without being escaped",
                OwnTemplate.broken("tan", "<p>" + PageCheck.HOSTILE).get(0).fault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://example.com/help\">Help</a>",
                "<img src=\"../static/logo.svg\" alt=\"\">",
                "<script src=\"../static/challenger.js\" defer></script>",
                "<form method=\"post\" action=\"../solve/N0NCE\">",
                "<p>on a = b, style = c, once=1</p>",
                "<a href=\"https://example.com/?on=1&style=2\">Shop</a>",
            })
    void ordinaryMarkupPasses(String markup) {
        assertEquals(List.of(), OwnTemplate.broken("tan", markup));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a href=\"https://example.com/\">", "<p style=\"background:url(a.png)\">", "<p onclick=x>"})
    void mailHasNeitherLinksNorOtherFiles(String markup) {
        assertEquals(1, OwnTemplate.broken("mail", markup).size());
        assertEquals(List.of(), OwnTemplate.broken("mail", "<p style=\"color: red\">"));
    }

    @Test
    void ourOwnTemplatesPass() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("webapp/WEB-INF/pages"))) {
            for (Path page : pages.toList()) {
                String source = Files.readString(page);
                String name = String.valueOf(page.getFileName()).replace(".ftlh", "");
                assertEquals(List.of(), OwnTemplate.faultsOfSource(source).toList(), page.toString());
                assertEquals(List.of(), OwnTemplate.broken(name, source), page.toString());
            }
        }
    }
}
