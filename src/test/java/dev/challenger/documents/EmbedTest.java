package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.EmbeddedChallenger;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the Java code of embed.md, as part of an application in another package. */
class EmbedTest {
    @Test
    void codeForEmbeddersCompiles(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Application.java"), """
                %s
                import jakarta.servlet.*;
                import jakarta.servlet.http.*;
                import java.nio.file.Path;
                import java.security.SecureRandom;
                import java.time.*;
                import java.util.*;

                final class Application implements ServletContextListener {
                    javax.sql.DataSource dataSource;
                    String mailPassword;
                    EmbeddedChallenger challenger;

                    %s

                    static final class ShopProtection implements Protection {
                        String ownersAddress;

                        boolean passwordIsRight(HttpServletRequest request) {
                            return false;
                        }

                        %s
                    }
                }
                """.formatted(
                        Document.EMBED.block("Add the library", "java"),
                        Document.EMBED.block("Start it with your application", "java"),
                        Document.EMBED.block("Choose the protected operations", "java")));
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, told, told, "-proc:none", "-cp", classPath(), "-d", directory.toString(), source.toString());

        assertEquals(0, status, told.toString(StandardCharsets.UTF_8));
    }

    /** Returns where the classes of Challenger and of the servlet API are, however this test was started. */
    private static String classPath() throws URISyntaxException {
        return location(EmbeddedChallenger.class) + File.pathSeparator + location(ServletContext.class);
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
