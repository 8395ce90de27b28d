package io.github.kubespraymaven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms and their arrows, as docs/design/rooms.md draws them. */
class ArchitectureTest {
    private static final String ROOT = "io.github.kubespraymaven";

    /** What each room may use directly; what those may use, it may use too. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("mojo", Set.of("builder", "offline")),
            Map.entry(
                    "builder",
                    Set.of(
                            "verify",
                            "sbom",
                            "lock",
                            "debian",
                            "python",
                            "manifest",
                            "checkout",
                            "registry",
                            "image",
                            "fetch")),
            Map.entry("verify", Set.of("image")),
            Map.entry("offline", Set.of("manifest", "registry", "image", "fetch")),
            Map.entry("sbom", Set.of("digest", "json")),
            Map.entry("lock", Set.of("digest")),
            Map.entry("manifest", Set.of("jinja", "checkout", "json")),
            Map.entry("jinja", Set.of()),
            Map.entry("debian", Set.of("fetch", "tree", "json")),
            Map.entry("python", Set.of("fetch", "tree", "json", "process")),
            Map.entry("checkout", Set.of("tree", "json", "process", "file")),
            Map.entry("registry", Set.of("image", "http", "cache", "process")),
            Map.entry("image", Set.of("tree", "cache", "json", "file")),
            Map.entry("fetch", Set.of("http", "cache")),
            Map.entry("http", Set.of()),
            Map.entry("cache", Set.of("digest", "file")),
            Map.entry("tree", Set.of("digest")),
            Map.entry("json", Set.of()),
            Map.entry("digest", Set.of()),
            Map.entry("file", Set.of()),
            Map.entry("process", Set.of()),
            Map.entry("error", Set.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyRoomUsesOnlyTheRoomsBelowIt() {
        for (Map.Entry<String, Set<String>> room : MAY_USE.entrySet()) {
            Set<String> allowed = new TreeSet<>(List.of(room.getKey(), "error"));
            collect(room.getKey(), allowed);
            classes()
                    .that(are(room.getKey()))
                    .should()
                    .onlyDependOnClassesThat(DescribedPredicate.describe(
                            "lie in " + allowed + " or outside the project",
                            used -> !used.getPackageName().startsWith(ROOT) || allowed.contains(roomOf(used))))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void everyRoomIsDrawn() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(c -> rooms.add(roomOf(c)));
        rooms.removeAll(MAY_USE.keySet());
        assertEquals(Set.of(), rooms, "rooms without arrows");
    }

    /** Not only rooms: packages within a room are a flow of their own, and go one way too. */
    @Test
    void noPackagesAreInACircle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** Else a reader has to look at the imports to know what a word means. */
    @Test
    void aSimpleNameStandsForOneClass() throws IOException {
        Map<String, Set<String>> bySimpleName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("package-info.java")) {
                    bySimpleName
                            .computeIfAbsent(name, any -> new TreeSet<>())
                            .add(file.getParent().toString());
                }
            }
        }
        bySimpleName.values().removeIf(places -> places.size() == 1);
        assertEquals(Map.of(), bySimpleName);
    }

    @Test
    void onlyMojoKnowsMaven() {
        noClasses()
                .that(DescribedPredicate.not(are("mojo")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.maven..")
                .check(CLASSES);
    }

    @Test
    void onlyHttpOpensSockets() {
        noClasses()
                .that(DescribedPredicate.not(are("http")))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "open sockets",
                        used -> used.getPackageName().equals("java.net.http")
                                || Set.of("java.net.Socket", "java.net.URLConnection", "java.net.HttpURLConnection")
                                        .contains(used.getName())))
                .check(CLASSES);
    }

    /** A daemon's process is in a directory of its own: paths are made absolute once, where their base is known. */
    @Test
    void onlyMojoKnowsADirectoryThatPathsAreRelativeTo() {
        noClasses()
                .that(DescribedPredicate.not(are("mojo")))
                .should()
                .callMethod(Path.class, "toAbsolutePath")
                .orShould()
                .callMethod(java.io.File.class, "getAbsoluteFile")
                .orShould()
                .callMethod(java.io.File.class, "getAbsolutePath")
                .orShould()
                .callMethod(java.io.File.class, "getCanonicalFile")
                .orShould()
                .callMethod(java.io.File.class, "getCanonicalPath")
                .check(CLASSES);
    }

    @Test
    void onlyTheRoomForProcessesStartsThem() {
        noClasses()
                .that(DescribedPredicate.not(are("process")))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are processes, or start them",
                        used -> used.getName().equals("java.lang.Process")
                                || used.getName().startsWith("java.lang.ProcessBuilder")))
                .check(CLASSES);
    }

    @Test
    void theClockAndTheEnvironmentAreReadInMojoAlone() {
        noClasses()
                .that(DescribedPredicate.not(are("mojo")))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> packages = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (JavaClass c : CLASSES) {
            if (!c.getSimpleName().equals("HelpMojo")) {
                packages.add(c.getPackageName());
            }
            if (c.getSimpleName().equals("package-info") && c.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                described.add(c.getPackageName());
            }
        }
        packages.removeAll(described);
        assertEquals(Set.of(), packages, "packages without a package-info that is @NullMarked");
    }

    @Test
    void noFileIsLongerThanFourHundredLines() throws IOException {
        Map<String, Long> longer = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                long lines = Files.readAllLines(file).size();
                if (lines > 400) {
                    longer.put(file.toString(), lines);
                }
            }
        }
        assertEquals(Map.of(), longer);
    }

    @Test
    void nothingIsNamedForBeingAnImplementationOrAHelper() {
        List<String> names = CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.matches(".*(Impl|Manager|Helper|Utils?)") || name.matches("Default[A-Z].*"))
                // Docker's own word for the programs that it asks for passwords.
                .filter(name -> !name.equals("CredentialHelper"))
                .toList();
        assertEquals(List.of(), names);
    }

    private static DescribedPredicate<JavaClass> are(String room) {
        return DescribedPredicate.describe("lie in " + room, c -> roomOf(c).equals(room));
    }

    private static String roomOf(JavaClass c) {
        String below = c.getPackageName()
                .substring(Math.min(ROOT.length() + 1, c.getPackageName().length()));
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static void collect(String room, Set<String> into) {
        for (String below : MAY_USE.getOrDefault(room, Set.of())) {
            into.add(below);
            collect(below, into);
        }
    }
}
