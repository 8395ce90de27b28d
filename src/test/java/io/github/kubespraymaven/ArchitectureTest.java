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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms and their arrows: docs/design/rooms.md draws them, and what is drawn there is the rule. */
class ArchitectureTest {
    private static final String ROOT = "io.github.kubespraymaven";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final Map<String, Set<String>> DRAWN = drawn();

    /** Arrows as Mermaid writes them: {@code room --> one & another}. */
    private static Map<String, Set<String>> drawn() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (String line : drawing()) {
            String[] ends = line.strip().split(" --> ", -1);
            if (ends.length == 2) {
                Set<String> below = arrows.computeIfAbsent(ends[0], any -> new TreeSet<>());
                below.addAll(List.of(ends[1].split(" & ")));
                below.forEach(room -> arrows.computeIfAbsent(room, any -> new TreeSet<>()));
            }
        }
        return arrows;
    }

    private static List<String> drawing() {
        try {
            return Files.readAllLines(Path.of("docs/design/rooms.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRoomUsesOnlyTheRoomsBelowIt() {
        for (String room : DRAWN.keySet()) {
            Set<String> allowed = new TreeSet<>(List.of(room, "error"));
            collect(room, allowed);
            classes()
                    .that(are(room))
                    .should()
                    .onlyDependOnClassesThat(DescribedPredicate.describe(
                            "lie in " + allowed + " or outside the project",
                            used -> !used.getPackageName().startsWith(ROOT) || allowed.contains(roomOf(used))))
                    .check(CLASSES);
        }
    }

    @Test
    void everyRoomIsDrawnAndExplained() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(c -> rooms.add(roomOf(c)));
        Set<String> drawn = new TreeSet<>(DRAWN.keySet());
        drawn.add("error");
        assertEquals(rooms, drawn);
        Set<String> explained = new TreeSet<>();
        for (String line : drawing()) {
            Matcher row = Pattern.compile("\\| `([a-z]+)` \\| [^|]+ \\|").matcher(line);
            if (row.matches()) {
                explained.add(row.group(1));
            }
        }
        assertEquals(rooms, explained);
    }

    @Test
    void everyArrowIsUsed() {
        Set<String> used = new TreeSet<>();
        for (JavaClass c : CLASSES) {
            c.getDirectDependenciesFromSelf()
                    .forEach(use -> used.add(roomOf(c) + " --> " + roomOf(use.getTargetClass())));
        }
        Set<String> unused = new TreeSet<>();
        DRAWN.forEach((room, below) -> below.forEach(one -> unused.add(room + " --> " + one)));
        unused.removeAll(used);
        assertEquals(Set.of(), unused);
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
        for (String below : DRAWN.getOrDefault(room, Set.of())) {
            into.add(below);
            collect(below, into);
        }
    }
}
