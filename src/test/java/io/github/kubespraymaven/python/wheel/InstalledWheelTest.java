package io.github.kubespraymaven.python.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledWheelTest {
    private static final Installation REQUESTED =
            new Installation(Scheme.debian("3.11"), "/usr/bin/python3", true, Optional.empty());
    private static final Installation DEPENDENCY =
            new Installation(Scheme.debian("3.11"), "/usr/bin/python3", false, Optional.empty());
    private static final String LIB = "usr/local/lib/python3.11/dist-packages/";

    private final Path directory;

    InstalledWheelTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static Map<String, String> texts(Path wheel, Installation installation, Predicate<String> kept)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        new InstalledWheel(wheel, wheel.getFileName().toString(), installation, kept).writeTo((path, entry) -> {
            try (InputStream in = ((TreeEntry.RegularFile) entry).content().open()) {
                texts.put(path.value(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    private static Map<String, String> texts(Path wheel, Installation installation) throws IOException {
        return texts(wheel, installation, name -> true);
    }

    private static List<String> listing(Path wheel, Installation installation) throws IOException {
        List<String> lines = new ArrayList<>();
        new InstalledWheel(wheel, wheel.getFileName().toString(), installation, name -> true)
                .writeTo((path, entry) ->
                        lines.add(Integer.toOctalString(entry.attributes().mode()) + " " + path));
        return lines;
    }

    private String refusal(Path wheel) {
        return String.valueOf(
                assertThrows(IOException.class, () -> texts(wheel, DEPENDENCY)).getMessage());
    }

    @Test
    void filesGoToTheirSchemesInTheOrderOfTheirPaths() throws IOException {
        Path wheel = WheelFixture.of("demo_app", "1.0")
                .file("demo_app/__init__.py", "")
                .executable("demo_app/tool.sh", "#!/bin/sh\n")
                .file("demo_app-1.0.data/scripts/run.py", "#!python -E\nprint(1)\n")
                .file("demo_app-1.0.data/data/share/man/man1/run.1", ".TH run\n")
                .file("demo_app-1.0.data/headers/demo.h", "int demo;\n")
                .file("demo_app-1.0.data/platlib/_demo.so", "ELF")
                .dist("entry_points.txt", "[console_scripts]\ndemo = demo_app.cli:main\n")
                .in(directory);
        assertEquals(
                """
                755 usr/local/bin/demo
                755 usr/local/bin/run.py
                644 usr/local/include/python3.11/demo_app/demo.h
                644 usr/local/lib/python3.11/dist-packages/_demo.so
                644 usr/local/lib/python3.11/dist-packages/demo_app/__init__.py
                755 usr/local/lib/python3.11/dist-packages/demo_app/tool.sh
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/INSTALLER
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/METADATA
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/RECORD
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/REQUESTED
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/WHEEL
                644 usr/local/lib/python3.11/dist-packages/demo_app-1.0.dist-info/entry_points.txt
                644 usr/local/share/man/man1/run.1
                """,
                String.join("\n", listing(wheel, REQUESTED)) + "\n");
    }

    @Test
    void scriptsNameTheInterpreterAndEntryPointsGetPipsLauncher() throws IOException {
        Path wheel = WheelFixture.of("demo", "1.0")
                .file("demo-1.0.data/scripts/run.py", "#!pythonw -E\nprint(1)\n")
                .file("demo-1.0.data/scripts/run.sh", "#!/bin/sh\n")
                .dist(
                        "entry_points.txt",
                        """
                        # programs
                        [other]
                        demo = ignored
                        [console_scripts]
                        demo = demo.cli : App.main [extra]
                        [gui_scripts]
                        demo window=demo.window:show
                        """)
                .in(directory);
        Map<String, String> texts = texts(wheel, DEPENDENCY);
        assertEquals("#!/usr/bin/python3\nprint(1)\n", texts.get("usr/local/bin/run.py"));
        assertEquals("#!/bin/sh\n", texts.get("usr/local/bin/run.sh"));
        assertEquals(
                """
                #!/usr/bin/python3
                import sys
                from demo.cli import App
                if __name__ == '__main__':
                    sys.argv[0] = sys.argv[0].removesuffix('.exe')
                    sys.exit(App.main())
                """,
                texts.get("usr/local/bin/demo"));
        assertEquals(true, texts.containsKey("usr/local/bin/demo window"));
    }

    @Test
    void recordListsWhatIsInstalledAsPipWritesIt() throws IOException {
        Path wheel = WheelFixture.of("demo", "1.0")
                .file("demo, the \"module\".py", "x = 1\n")
                .file("demo-1.0.data/scripts/run.py", "#!python\n")
                .in(directory);
        assertEquals(
                """
                ../../../bin/run.py,sha256=ruULPQI7A5xxFhCYlc2-Yak7eGnabqCYTahYYvxbPtc,19
                "demo, the ""module"".py",sha256=nia_NpkRxFwkPGhBR7I_yeHc_PJX0pmhxjIBam_NM_Q,6
                demo-1.0.dist-info/INSTALLER,sha256=zuuue4knoyJ-UwPPXg8fezS7VCrXJQrAP7zeNuwvFQg,4
                demo-1.0.dist-info/METADATA,sha256=NKonpgZPlYtBt4GiF_KQ_Qq1-WUeK25Kzas0G3uTwwU,46
                demo-1.0.dist-info/RECORD,,
                demo-1.0.dist-info/REQUESTED,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
                demo-1.0.dist-info/WHEEL,sha256=JCVX9z8V-js2aV5qmQR2E3fiCs-Yu3vPO91cCBmO1JM,59
                """
                        .replace("\n", "\r\n"),
                texts(wheel, REQUESTED).get(LIB + "demo-1.0.dist-info/RECORD"));
    }

    @Test
    void whatIsNotKeptIsNeitherInstalledNorRecorded() throws IOException {
        Path wheel = WheelFixture.of("demo", "1.0")
                .file("demo/a.py", "")
                .file("demo/b.py", "")
                .in(directory);
        Map<String, String> texts = texts(wheel, DEPENDENCY, name -> !name.equals("demo/b.py"));
        assertEquals(true, texts.containsKey(LIB + "demo/a.py"));
        assertEquals(false, texts.containsKey(LIB + "demo/b.py"));
        assertEquals(
                false,
                texts.getOrDefault(LIB + "demo-1.0.dist-info/RECORD", "none").contains("b.py"));
    }

    @Test
    void whereItCameFromIsKeptWhenAskedForByAddress() throws IOException {
        Path wheel = WheelFixture.of("demo", "1.0").in(directory);
        Installation direct =
                new Installation(Scheme.debian("3.13"), "/usr/bin/python3", false, Optional.of("{\"url\": \"u\"}"));
        assertEquals(
                "{\"url\": \"u\"}",
                texts(wheel, direct).get("usr/local/lib/python3.13/dist-packages/demo-1.0.dist-info/direct_url.json"));
    }

    @Test
    void filesThatAreNotThoseOfRecordAreRefused() throws IOException {
        String other = "sha256=" + "A".repeat(43);
        Path wheel = WheelFixture.of("demo", "1.0")
                .unlisted("demo.py", "x")
                .raw(
                        directory,
                        "demo.py," + other + ",1\n"
                                + "demo-1.0.dist-info/METADATA,sha256=NKonpgZPlYtBt4GiF_KQ_Qq1-WUeK25Kzas0G3uTwwU,46\n"
                                + "demo-1.0.dist-info/WHEEL,sha256=JCVX9z8V-js2aV5qmQR2E3fiCs-Yu3vPO91cCBmO1JM,59\n");
        assertEquals(
                "demo-1.0-py3-none-any.whl, demo.py: wanted sha256:" + "0".repeat(64) + ", got sha256:"
                        + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
                refusal(wheel));
    }

    @Test
    void recordAndArchiveMustListTheSameFiles() throws IOException {
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD lists no demo.py",
                refusal(WheelFixture.of("demo", "1.0").unlisted("demo.py", "x").in(directory)));
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD lists no hash of demo.py",
                refusal(WheelFixture.of("demo", "1.0")
                        .unlisted("demo.py", "x")
                        .row(RecordRow.without("demo.py"))
                        .in(directory)));
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD lists gone.py, which is not there",
                refusal(WheelFixture.of("demo", "1.0")
                        .row(RecordRow.of("gone.py", new byte[1]))
                        .in(directory)));
    }

    @Test
    void recordsThatCannotBeTrustedAreRefused() throws IOException {
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD, row 2: path, hash and size were wanted, got 2 fields",
                refusal(WheelFixture.of("demo", "1.0").raw(directory, "a,,\nb,\n")));
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD, row 1: not a size, or not a hash of sha256, sha384 or sha512:"
                        + " 'md5=1B2M2Y8AsgTpgAmY7PhCfg', '0'",
                refusal(WheelFixture.of("demo", "1.0").raw(directory, "a,md5=1B2M2Y8AsgTpgAmY7PhCfg,0\n")));
        assertEquals(
                "demo-1.0-py3-none-any.whl: RECORD, row 2: lists a twice",
                refusal(WheelFixture.of("demo", "1.0").raw(directory, "a,,\na,,\n")));
    }

    @Test
    void metadataOfAnotherDistributionIsRefused() throws IOException {
        Path wheel = WheelFixture.of("other", "1.0").in(directory);
        assertEquals(
                "demo-1.0-py3-none-any.whl: its metadata is that of another distribution: other-1.0.dist-info",
                assertThrows(WheelException.class, () -> new InstalledWheel(
                                        wheel, "demo-1.0-py3-none-any.whl", DEPENDENCY, name -> true)
                                .writeTo((path, entry) -> {}))
                        .getMessage());
        assertEquals(
                "demo-1.0-py3-none-any.whl: one directory NAME-VERSION.dist-info was wanted,"
                        + " got [demo-1.0, other-1.0]",
                refusal(WheelFixture.of("demo", "1.0")
                        .file("other-1.0.dist-info/WHEEL", "")
                        .in(directory)));
    }

    @Test
    void namesAreComparedAsTheIndexComparesThem() throws IOException {
        Path wheel = WheelFixture.of("Demo.App", "1.0").in(directory);
        new InstalledWheel(wheel, "demo_app-1.0-py3-none-any.whl", DEPENDENCY, name -> true)
                .writeTo((path, entry) -> {});
    }

    @Test
    void formatsFromTheFutureAreRefused() throws IOException {
        assertEquals(
                "demo-1.0-py3-none-any.whl: Wheel-Version: 2.0: newer than the 1.x that is known here;"
                        + " update this plugin",
                refusal(WheelFixture.bare("demo", "1.0")
                        .dist("WHEEL", "Wheel-Version: 2.0\n")
                        .in(directory)));
        assertEquals(
                "demo-1.0-py3-none-any.whl: has no demo-1.0.dist-info/WHEEL",
                refusal(WheelFixture.bare("demo", "1.0").dist("METADATA", "").in(directory)));
    }

    @Test
    void unknownSchemesAndForeignDataAreRefused() throws IOException {
        assertEquals(
                "demo-1.0-py3-none-any.whl: demo-1.0.data/etc/passwd: purelib, platlib, headers, scripts or data"
                        + " was wanted, got the scheme 'etc'",
                refusal(WheelFixture.of("demo", "1.0")
                        .file("demo-1.0.data/etc/passwd", "")
                        .in(directory)));
        assertEquals(
                "demo-1.0-py3-none-any.whl: other-1.0.data/data/x is of no installation scheme",
                refusal(WheelFixture.of("demo", "1.0")
                        .file("other-1.0.data/data/x", "")
                        .in(directory)));
    }

    @Test
    void twoFilesInOnePlaceAreRefused() throws IOException {
        assertEquals(
                "/usr/local/lib/python3.11/dist-packages/x.py: demo-1.0-py3-none-any.whl has this and"
                        + " /usr/local/lib/python3.11/dist-packages/x.py as files",
                refusal(WheelFixture.of("demo", "1.0")
                        .file("x.py", "1")
                        .file("demo-1.0.data/purelib/x.py", "2")
                        .in(directory)));
    }

    @Test
    void programsWithoutAFunctionOrWithAPathAreRefused() throws IOException {
        for (String line : List.of("demo = demo.cli", "../demo = demo:main", "demo", "demo = demo:a; import os")) {
            assertEquals(
                    "demo-1.0-py3-none-any.whl: entry_points.txt, line 2: NAME = MODULE:FUNCTION was wanted, got '"
                            + line + "'",
                    refusal(WheelFixture.of("demo", "1.0")
                            .dist("entry_points.txt", "[console_scripts]\n" + line + "\n")
                            .in(directory)));
        }
    }
}
