package io.github.kubespraymaven.python.requirementsfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RequirementsFileTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    private static RequirementsFile read(String text) {
        return read(Map.of("requirements.txt", text), Map.of());
    }

    private static RequirementsFile read(Map<String, String> files, Map<String, String> environment) {
        return RequirementsFile.read(
                "requirements.txt", location -> Optional.ofNullable(files.get(location)), environment);
    }

    /** A line for each entry: place, what is asked for or the options. */
    private static String listing(RequirementsFile file) {
        return file.entries().stream().map(RequirementsFileTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(RequirementsEntry entry) {
        if (entry instanceof RequirementsEntry.Options options) {
            return options.place() + " " + options.options();
        }
        RequirementsEntry.Requested requested = (RequirementsEntry.Requested) entry;
        Asked asked = requested.asked();
        String what = asked instanceof Asked.Named named ? named.requirement().toString() : asked.toString();
        return requested.place()
                + (requested.constraint() ? " bounded by " : " ")
                + what
                + (requested.hashes().isEmpty() ? "" : " " + requested.hashes().keySet());
    }

    private static String problems(RequirementsFile file) {
        return file.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void commentsAndBlankLinesSayNothing() {
        assertEquals(
                """
                requirements.txt:2 foo==1.0
                requirements.txt:5 bar>=2; os_name == "#"
                requirements.txt:7 baz""",
                listing(read("# top\nfoo==1.0 # why\n\n  # indented\nbar>=2 ; os_name=='#'\n\t\n\tbaz\t# tab\n")));
    }

    @Test
    void aBackslashContinuesALineAndACommentEndsIt() {
        assertEquals(
                """
                requirements.txt:1 foo==1.0 [sha256]
                requirements.txt:4 bar==2
                requirements.txt:6 baz==3""",
                listing(read("foo==1.0 \\\n    --hash=" + HASH + " \\\n    --hash " + HASH
                        + "\nbar==2 \\\n# said \\\nbaz\\\n==3\\\n")));
    }

    @Test
    void linesEndAsPythonEndsThem() {
        assertEquals(
                "requirements.txt:1 a\nrequirements.txt:2 b\nrequirements.txt:3 c\nrequirements.txt:4 d",
                listing(read("\ufeffa\r\nb\rc\u2028d")));
    }

    @Test
    void variablesAreReplacedWhereTheyHaveAValue() throws IOException {
        RequirementsFile file = read(
                Map.of("requirements.txt", "foo==${VER}\nbar @ https://${NOT_SET}/$VER/${ver}/${EMPTY}\n"),
                Map.of("VER", "1.5", "ver", "x", "EMPTY", ""));
        assertEquals(
                "requirements.txt:1 foo==1.5\nrequirements.txt:2 bar @ https://${NOT_SET}/$VER/${ver}/${EMPTY}",
                listing(file.orThrow()));
    }

    @Test
    void filesAreFoundBesideTheOneThatNamesThem() throws IOException {
        Map<String, String> files = new HashMap<>();
        files.put("requirements.txt", "-r sub/a.txt\nlast\n");
        files.put("sub/a.txt", "first\n-c ../bounds.txt\n--requirement=deeper/b.txt\n");
        files.put("bounds.txt", "first<2\n");
        files.put("sub/deeper/b.txt", "second\n");
        assertEquals(
                """
                sub/a.txt:1 first
                bounds.txt:1 bounded by first<2
                sub/deeper/b.txt:1 second
                requirements.txt:2 last""",
                listing(read(files, Map.of()).orThrow()));
    }

    @Test
    void urlsPathsAndEditablesAreToldApart() {
        assertEquals(
                """
                requirements.txt:1 Direct[location=./dist/foo-1.0-py3-none-any.whl, name=Optional[foo], extras=[a, b], marker=Optional.empty]
                requirements.txt:2 Direct[location=https://example.org/bar;x-1.0.tar.gz, name=Optional.empty, extras=[], marker=Optional[os_name == "nt"]]
                requirements.txt:3 foo @ https://example.org/foo.zip
                requirements.txt:4 Editable[location=./local]
                requirements.txt:5 Direct[location=git+https://example.org/r.git#egg=Re_po, name=Optional[re-po], extras=[], marker=Optional.empty]""",
                listing(
                        read(
                                """
                        ./dist/foo-1.0-py3-none-any.whl[a,b]
                        https://example.org/bar;x-1.0.tar.gz ; os_name == 'nt'
                        foo @ https://example.org/foo.zip
                        -e ./local
                        git+https://example.org/r.git#egg=Re_po
                        """)));
    }

    @Test
    void optionsComeToSettingsInTheirOrder() throws IOException {
        Settings before = Settings.of(List.of("https://example.org/default"));
        Settings settings =
                read("""
                        --extra-index-url https://example.org/a
                        -i https://example.org/b --extra-index-url="https://example.org/c"
                        --only-binary :all: --no-binary foo,Bar_baz
                        --pre
                        --find-links ./wheels
                        --trusted-host example.org
                        --require-h
                        """)
                        .orThrow()
                        .settings(before);
        assertEquals(List.of("https://example.org/b", "https://example.org/c"), settings.indexUrls());
        assertEquals(Optional.of(false), settings.onlyBinary().of(ProjectName.of("bar-baz")));
        assertEquals(Optional.of(true), settings.onlyBinary().of(ProjectName.of("other")));
        assertEquals(Optional.of(true), settings.allReleases().of(ProjectName.of("other")));
        assertEquals("requirements.txt:5", settings.findLinks().get(0).place().toString());
        assertEquals(List.of("example.org"), settings.trustedHosts());
        assertEquals(true, settings.requireHashes());
        assertEquals(
                List.of(),
                read("--no-index\n-i https://example.org/b\n").settings(before).indexUrls());
    }

    @Test
    void allProblemsAreFoundWithTheirPlaces() {
        Map<String, String> files = new HashMap<>();
        files.put(
                "requirements.txt",
                """
                foo bar
                ok==1
                long==1.0, \\
                  <2 oops
                bar=1
                --nope
                x==1 --hash=md5:00
                -r gone.txt
                -r loop.txt
                y --config-settings a
                -c bounds.txt
                z 'quoted --pre "open
                """);
        files.put("loop.txt", "-r requirements.txt\n");
        files.put("bounds.txt", "-e ./x\nfoo[a]<2\n");
        RequirementsFile file = read(files, Map.of());
        assertEquals("requirements.txt:2 ok==1", listing(file));
        assertEquals(
                """
                requirements.txt:1:5: wanted a version specifier, ";" or the end, got "bar"
                requirements.txt:4:6: wanted ",", ";" or the end, got "oops"
                requirements.txt:5:4: wanted a version specifier, ";" or the end, got "=1"; a single = is not an operator, == is
                requirements.txt:6:1: "--nope" is not an option that may stand in a requirements file
                requirements.txt:7:6: --hash wants sha256, sha384 or sha512, a colon and the digest, got "md5:00"
                requirements.txt:8:1: there is no requirements file "gone.txt"
                loop.txt:1:1: "requirements.txt" names itself, by way of requirements.txt, loop.txt
                requirements.txt:10:3: --config-settings wants KEY=VALUE, got "a"
                bounds.txt:1:1: an editable requirement cannot be a constraint
                bounds.txt:2:1: a constraint cannot have extras
                requirements.txt:12:11: a closing " is missing""",
                problems(file));
        UserErrorException refused = assertThrows(UserErrorException.class, file::orThrow);
        assertEquals(problems(file), refused.getMessage());
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        RequirementsFile file = RequirementsFile.read("gone.txt", location -> Optional.empty(), Map.of());
        assertEquals("gone.txt:1:1: there is no such requirements file", problems(file));
    }

    @Test
    void filesThatNameEachOtherTwiceOverAreNotReadWithoutEnd() {
        RequirementsFile file = RequirementsFile.read(
                "0", location -> Optional.of(("-r " + (Integer.parseInt(location) + 1) + "\n").repeat(2)), Map.of());
        assertEquals(
                "999:1:1: more than 1000 files are read; wanted fewer -r and -c",
                file.problems().get(0).toString());
    }

    @Test
    void theEncodingIsThatOfTheMarkOrTheComment() {
        byte[] marked = "\ufefffoo\n".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("foo\n", RequirementsText.of(marked));
        byte[] said = "# -*- coding: latin-1 -*-\n# café\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("# -*- coding: latin-1 -*-\n# café\n", RequirementsText.of(said));
        byte[] unsaid = "# café\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(IllegalArgumentException.class, () -> RequirementsText.of(unsaid));
    }
}
