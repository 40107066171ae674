package dev.challenger.container;

import dev.challenger.testing.Unchecked;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small web application that makes Java forget another one: Java 17 keeps a reference to the type of the last record that was
 * compared for the first time (JDK-8078641). Deployed where only that reference is left, it replaces it by one to itself.
 */
public final class Forgetful implements ServletContextListener {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener><listener-class>%s</listener-class></listener>
            </web-app>
            """;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().log("same: " + new Last("a").equals(new Last("b")));
    }

    private record Last(String text) {}

    /** Packs it. */
    static Path war(Path directory) {
        return Unchecked.call(() -> {
            Path war = directory.resolve("forgetful.war");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
                add(
                        zip,
                        "WEB-INF/web.xml",
                        WEB_XML.formatted(Forgetful.class.getName()).getBytes(StandardCharsets.UTF_8));
                add(zip, "index.html", "forgotten".getBytes(StandardCharsets.UTF_8));
                for (Class<?> type : List.of(Forgetful.class, Last.class)) {
                    String file = type.getName().replace('.', '/') + ".class";
                    try (InputStream content =
                            Objects.requireNonNull(Forgetful.class.getResourceAsStream("/" + file))) {
                        add(zip, "WEB-INF/classes/" + file, content.readAllBytes());
                    }
                }
            }
            return war;
        });
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }
}
