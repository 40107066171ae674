package dev.challenger.container;

import dev.challenger.sample.SampleListener;
import dev.challenger.testing.War;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds the WAR of the sample application as its own build would. */
final class SampleWar {
    private static final Path WEB_XML = Path.of("src/test/sample/WEB-INF/web.xml");

    /** The libraries that our mail sender needs. The container has the driver. */
    private static final List<String> LIBRARIES = List.of(
            "jakarta.mail.Message",
            "jakarta.activation.DataHandler",
            "org.eclipse.angus.mail.smtp.SMTPTransport",
            "org.eclipse.angus.activation.MailcapFile",
            "org.apache.commons.pool2.ObjectPool",
            "com.google.i18n.phonenumbers.PhoneNumberUtil");

    private static final List<String> FLYWAY =
            List.of("org.flywaydb.core.Flyway", "org.flywaydb.database.mysql.mariadb.MariaDBDatabaseType");

    /** The oldest Jackson that an application may have. */
    private static final Path OLDEST_JACKSON = War.file().resolveSibling("oldest-jackson");

    private SampleWar() {}

    /** @param migrations whether it has what is needed to make its tables */
    static Path build(Path directory, boolean migrations) throws Exception {
        Path war = directory.resolve("sample.war");
        List<String> libraries = new ArrayList<>(LIBRARIES);
        libraries.addAll(migrations ? FLYWAY : List.of());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            add(zip, "WEB-INF/web.xml", WEB_XML);
            Path classes = origin(SampleListener.class.getName());
            try (Stream<Path> files = Files.list(classes.resolve("dev/challenger/sample"))) {
                for (Path file : files.toList()) {
                    add(
                            zip,
                            "WEB-INF/classes/"
                                    + classes.relativize(file).toString().replace('\\', '/'),
                            file);
                }
            }
            add(zip, "WEB-INF/lib/challenger-classes.jar", War.file().resolveSibling("challenger-classes.jar"));
            for (String type : libraries) {
                Path jar = origin(type);
                add(zip, "WEB-INF/lib/" + jar.getFileName(), jar);
            }
            for (String jackson : List.of("annotations", "core", "databind")) {
                String name = "jackson-" + jackson + ".jar";
                add(zip, "WEB-INF/lib/" + name, OLDEST_JACKSON.resolve(name));
            }
        }
        return war;
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /** Returns the file or directory that a class of the tests comes from. */
    private static Path origin(String type) throws ClassNotFoundException, URISyntaxException {
        return Path.of(Class.forName(type, false, SampleWar.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
