package dev.challenger.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lists the libraries that an application needs for the filter, by following the references between classes. */
class ReachTest {
    private static final String OURS = "dev.challenger";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(OURS);

    /** Classes with libraries of their own, which an application needs only if it uses them. */
    private static final Set<String> OPTIONAL = Set.of(
            OURS + ".db.Migrations",
            OURS + ".report.ReportPage",
            OURS + ".transmission.MailTransmitter",
            OURS + ".address.Restriction",
            OURS + ".address.PhoneNumber");

    @Test
    void theFilterNeedsTheServletApiAndJacksonAndNothingElse() {
        Set<String> needed = reached().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> !name.startsWith(OURS)
                        && !name.startsWith("java.")
                        && !name.startsWith("javax.")
                        // XML of the JDK, to check the operator's logo.
                        && !name.startsWith("org.xml.sax")
                        && !name.isEmpty())
                .map(name -> name.replaceAll("^(com\\.fasterxml\\.jackson)\\..*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of("jakarta.servlet", "jakarta.servlet.http", "com.fasterxml.jackson"), needed);
    }

    /** Messages to people by mail need no libphonenumber, which the sample application has, and no RE2/J. */
    @Test
    void mailAddressesNeedNoLibrary() throws Exception {
        URL[] classes = {origin(AddressPolicy.class), origin(ReachTest.class)};
        try (URLClassLoader alone = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Class<?> mail = alone.loadClass(Mail.class.getName());

            assertEquals(
                    "{DOMAIN=example.com}", mail.getMethod("areas").invoke(null).toString());
        }
    }

    private static URL origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** A program that runs with a class loader of its own. */
    public static final class Mail {
        private Mail() {}

        public static Object areas() {
            AddressPolicy policy = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
            Address address = policy.parse(Map.of("CONTACT_EMAIL", "person@EXAMPLE.com"));
            return address.same(address.normalised()) ? address.areas() : "not the same";
        }
    }

    private static Set<JavaClass> reached() {
        Deque<JavaClass> next =
                new ArrayDeque<>(Set.of(ALL.get(OURS + ".EmbeddedChallenger"), ALL.get(TanChallengeFilter.class)));
        Set<JavaClass> reached = new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));
        while (!next.isEmpty()) {
            JavaClass type = next.pop();
            if (!OPTIONAL.contains(type.getName()) && reached.add(type)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getName().startsWith(OURS))
                        .forEach(next::push);
            }
        }
        assertTrue(reached.size() > 30, reached.toString());
        return reached;
    }
}
