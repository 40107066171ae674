package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.BrandCheck;
import dev.challenger.brand.Directory;
import dev.challenger.brand.DirectoryReading;
import dev.challenger.settings.Settings;
import dev.challenger.testing.TestSettings;
import dev.challenger.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the example of an operator's directory. */
final class BrandExampleTest {
    private static final Pattern FILE = Pattern.compile("<!-- brand: (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

    @Test
    void theFilesOfTheExampleHaveNoFault(@TempDir Path directory) throws IOException {
        for (Matcher file = FILE.matcher(Document.OPERATE.text()); file.find(); ) {
            Path path = directory.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        List<String> faults = new ArrayList<>();

        Directory own = DirectoryReading.read(directory, faults::add);

        assertEquals(List.of(), faults);
        assertEquals(Set.of(Language.EN), own.texts().keySet());
        assertEquals(Set.of(7L), own.clients().keySet());
        assertEquals(Set.of("root"), own.pages().keySet());
        Settings settings = TestSettings.load(Map.of("brand.directory", directory.toString()));
        assertDoesNotThrow(() -> BrandCheck.run(
                settings, file -> Path.of("webapp" + file).toUri().toURL()));
    }
}
