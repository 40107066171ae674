package dev.challenger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which package may use which other, and which calls are forbidden. */
class ArchitectureTest {
    private static final String ROOT = "dev.challenger";

    /** ArchUnit's own option works only if the build directory is named {@code target}. */
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses OURS =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages(ROOT);
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern SQL = Pattern.compile("\\b(SELECT|INSERT (IGNORE )?INTO|UPDATE|DELETE FROM)\\s");

    private static void check(ArchRule rule) {
        rule.check(OURS);
    }

    private static String in(String feature) {
        return ROOT + "." + feature + "..";
    }

    /** Checks dependencies between our packages only, not on libraries. */
    @ParameterizedTest
    @CsvSource({
        "wire,''",
        "secret,wire",
        "text,''",
        "template,''",
        "address,wire secret",
        "db,wire",
        "tan,wire secret",
        "audit,wire address",
        "limit,wire secret db",
        "transmission,wire secret db address text tan limit template",
        "brand,text",
        "http,wire secret text template brand",
        "client,wire secret db",
        "validation,wire secret text address audit tan limit transmission client db http",
        "grant,wire secret db address audit client validation http",
        "site,wire address http",
        "mfa,wire secret db address audit tan limit transmission text",
        "statistics,wire address audit db",
        "report,wire limit statistics template",
        "metrics,wire secret audit http statistics",
        "trace,wire address db audit validation mfa",
        "filter,wire secret http mfa confirm",
        "confirm,wire secret address tan limit transmission text client http mfa",
        "settings,wire secret text brand client address tan limit transmission http validation",
        "launch,http",
    })
    void aPackageUsesOnlyThesePackages(String feature, String known) {
        String[] allowed = Stream.concat(Stream.of(feature), Stream.of(known.split(" ")))
                .filter(name -> !name.isEmpty())
                .map(ArchitectureTest::in)
                .toArray(String[]::new);

        check(noClasses()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed)))));
    }

    @Test
    void noPackagesFormACircle() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    /** A nested class counts as its outermost class. */
    @Test
    void noClassesFormACircle() {
        check(slices().assignedFrom(new OutermostClass()).should().beFreeOfCycles());
    }

    private static final class OutermostClass implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "classes with their nested classes";
        }
    }

    @Test
    void onlyTheCommandLineUsesTheRootPackage() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*..")
                .and()
                .resideOutsideOfPackage(in("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "text"})
    void theLowestPackagesNeedOnlyTheJdk(String feature) {
        check(classes()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations", ROOT + ".."));
    }

    /** The audit log takes its JSON from the package wire, so that it works in an embedder's application. */
    @Test
    void theAuditLogNeedsNoLibrary() {
        check(classes()
                .that()
                .resideInAPackage(in("audit"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", ROOT + ".."));
    }

    /** WildFly would read and write the JSON of an embedder's whole application with Jackson instead of JSON-B. */
    @Test
    void noClassHasAnAnnotationOfJackson() {
        check(noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.fasterxml.jackson..").and(JavaClass.Predicates.ANNOTATIONS)));
    }

    @Test
    void addressesNeedRe2jAndLibphonenumberAndNothingElse() {
        check(classes()
                .that()
                .resideInAPackage(in("address"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.google.re2j",
                        "com.google.i18n.phonenumbers..",
                        "org.jspecify.annotations",
                        ROOT + ".."));
    }

    @Test
    void onlyStoresAndTheDatabaseSpeakToTheDatabase() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("db"))
                .and()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .doNotHaveSimpleName("ValidationRow")
                .and()
                .doNotHaveSimpleName("ChallengeRow")
                .and()
                .doNotHaveFullyQualifiedName(Pool.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(PooledConnections.class.getName())
                .should()
                .dependOnClassesThat(resideInAPackage("java.sql").and(not(named("java.sql.SQLException")))));
    }

    @Test
    void onlyStoresHaveSql() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".java")
                                    && !file.toString().endsWith("Store.java")
                                    && SQL.matcher(withoutComments(file)).find())
                            .toList());
        }
    }

    private static String withoutComments(Path file) {
        try {
            return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void servletsFiltersAndListenersAreMadeByTheContainer() {
        DescribedPredicate<JavaClass> made = DescribedPredicate.describe(
                "are made by the container",
                type -> !type.getModifiers().contains(ABSTRACT)
                        && (type.isAssignableTo(Servlet.class)
                                || type.isAssignableTo(Filter.class)
                                || type.isAssignableTo(ServletContextListener.class)));

        check(classes().that(made).should().bePublic().andShould().haveModifier(FINAL));
        check(classes().that(made).should(haveAPublicConstructorWithoutArguments()));
        assertTrue(OURS.stream().filter(made).count() >= 12);
    }

    private static ArchCondition<JavaClass> haveAPublicConstructorWithoutArguments() {
        return new ArchCondition<>("have a public constructor without arguments") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean has = type.getConstructors().stream().anyMatch(ArchitectureTest::isPublicWithoutArguments);
                events.add(new SimpleConditionEvent(type, has, type.getName()));
            }
        };
    }

    private static boolean isPublicWithoutArguments(JavaConstructor constructor) {
        return constructor.getModifiers().contains(JavaModifier.PUBLIC)
                && constructor.getRawParameterTypes().isEmpty();
    }

    @Test
    void theTimeComesFromAnInjectedClock() {
        check(noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Date.class, Calendar.class));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .and()
                .resideOutsideOfPackage(in("cli"))
                .should()
                .callMethod(InstantSource.class, "system"));
    }

    @Test
    void nothingDependsOnTheLocaleOrZoneOfTheMachine() {
        check(noClasses()
                .should()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(TimeZone.class, "getDefault")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class));
        // Times for people, with the name of the zone.
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.challenger.cli.Trace")
                .should()
                .callMethod(ZoneId.class, "systemDefault"));
    }

    @Test
    void randomnessIsSecureAndUsedByFewClasses() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random"));
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("secret"), in("transmission"))
                .and()
                .doNotHaveFullyQualifiedName(ChannelSenders.class.getName())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(SecureRandom.class));
    }

    @Test
    void onlyOneClassComparesSecrets() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.challenger.secret.Hash")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class));
    }

    @Test
    void onlyTheCommandLineTheLauncherAndTheWiringReadTheEnvironment() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("cli"), in("launch"))
                .and()
                .doNotHaveFullyQualifiedName(Wiring.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class));
    }

    @Test
    void onlyTheCommandLineExitsAndPrints() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("cli"), in("launch"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Manager",
                "Helper",
                "Util",
                "Utils",
                "Impl",
                "Base",
                "Handler",
                "Processor",
                "Service",
                "Controller",
                "DAO",
                "DTO",
                "Dao",
                "Dto",
                "Factory",
                "Data",
                "Common",
                "Misc",
            })
    void noClassHasAMeaninglessName(String ending) {
        check(classes().should().haveSimpleNameNotEndingWith(ending));
    }

    @Test
    void noTypeIsNamedChallengeAlone() {
        check(noClasses().should().haveSimpleName("Challenge"));
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> silent = files.filter(ArchitectureTest::hasClasses)
                    .filter(directory -> !withComments(directory.resolve("package-info.java"))
                            .matches("(?s)/\\*\\*.*@NullMarked\\s+package .*"))
                    .toList();

            assertEquals(List.of(), silent);
        }
    }

    private static boolean hasClasses(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withComments(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().equals(name));
    }
}
