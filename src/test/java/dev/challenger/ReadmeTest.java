package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import dev.challenger.settings.Setting;
import dev.challenger.testing.Readme;
import dev.challenger.wire.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's facts are the code's. */
class ReadmeTest {
    @Test
    void settingsAreThoseOfTheCatalogue() {
        List<String> expected = Stream.of(Setting.values())
                .map(setting -> "| `" + setting.key() + "` | " + standards(setting) + "| " + setting.help() + " |")
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", Readme.table("settings")));
    }

    /** The default, and where phones or letters have another, that too. */
    private static String standards(Setting setting) {
        String email = setting.standard(Channel.EMAIL).orElse("");
        String others = Stream.of(Channel.PHONE, Channel.POST)
                .filter(channel -> !setting.standard(channel).orElse("").equals(email))
                .map(channel ->
                        "; " + channel + " `" + setting.standard(channel).orElseThrow() + "`")
                .collect(Collectors.joining());
        return email.isEmpty() ? "" : "`" + email + "`" + others + " ";
    }

    @Test
    void errorCodesAreThoseOfTheCatalogue() {
        List<String> expected = Stream.of(ErrorCode.values())
                .map(code -> "| " + code.number() + " | " + code + " | " + code.status() + " | " + code.hint() + " |")
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", Readme.table("errors")));
    }

    @Test
    void endpointsAreThoseOfWebXml() throws Exception {
        List<String> routed = Pattern.compile("<servlet-mapping>.*?<url-pattern>(.*?)</url-pattern>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("webapp/WEB-INF/web.xml")))
                .results()
                .map(mapping -> mapping.group(1).replace("/*", "/"))
                .toList();

        List<String> told = Readme.table("endpoints").stream()
                .map(row -> row.split("\\|")[1].replace("`", "").strip().replaceAll("\\$.*", ""))
                // Several of them may be below one mapping.
                .distinct()
                .toList();

        assertEquals(routed, told);
    }

    @Test
    void linksLeadSomewhere() {
        String readme = Readme.text();
        List<String> headings = readme.lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "#").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();

        Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1))
                .forEach(target -> {
                    if (target.startsWith("#")) {
                        assertTrue(headings.contains(target), target);
                    } else if (!target.startsWith("https:")) {
                        assertTrue(Files.exists(Path.of(target)), target);
                    }
                });
    }
}
