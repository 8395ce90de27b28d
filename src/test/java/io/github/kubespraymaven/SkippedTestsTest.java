package io.github.kubespraymaven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that counts what a run of all tests has skipped: a count that is wrong would hide it. */
class SkippedTestsTest {
    private static final String NO_ORACLE =
            "Assumption failed: skipped: no oracle at /somewhere/oracles/%s; give" + " -Dkubespray.oracles=DIR";
    private static final String NO_PROGRAM = "Assumption failed: skipped: there is no skopeo on the path";

    @TempDir
    Path directory;

    @BeforeEach
    void theShell() {
        Tools.require("bash");
    }

    @Test
    void reasonsAreCountedOverBothKindsOfTests() throws Exception {
        report(
                "surefire",
                "A",
                String.format(NO_ORACLE, "python/a.json"),
                "",
                String.format(NO_ORACLE, "b.json"),
                NO_PROGRAM);
        report("surefire", "B", "Assumption failed: skipped: no Python index answers here: it says &quot;no&quot;");
        report("failsafe", "C", NO_PROGRAM, NO_PROGRAM);

        assertEquals(
                "Skipped: 6 tests: 3 (there is no skopeo on the path), 2 (no oracle), 1 (no Python index answers here).\n0",
                counted(Map.of()));
    }

    @Test
    void whatWasSkippedWithoutAReasonIsCountedToo() throws Exception {
        Files.writeString(
                Files.createDirectories(directory.resolve("target/surefire-reports"))
                        .resolve("TEST-A.xml"),
                "<testsuite>\n<testcase name='a'>\n<skipped/>\n</testcase><testcase name='b'><skipped message=\"\"/></testcase>");

        assertEquals("Skipped: 2 tests: 2 (no reason).\n0", counted(Map.of()));
    }

    @Test
    void whatAnAssumptionSaysIsInTheException() throws Exception {
        Files.writeString(
                Files.createDirectories(directory.resolve("target/surefire-reports"))
                        .resolve("TEST-A.xml"),
                "<testcase name='a'>\n<skipped type=\"org.opentest4j.TestAbortedException\"><![CDATA["
                        + "org.opentest4j.TestAbortedException: Assumption failed: skipped: am root\n\tat A.java\n]]>"
                        + "</skipped></testcase>\n");

        assertEquals("Skipped: 1 tests: 1 (am root).\n0", counted(Map.of()));
    }

    @Test
    void whereNothingWasSkippedOrNothingWasRunItSaysSo() throws Exception {
        assertEquals("Skipped: nothing is known, as no test was run.\n1", counted(Map.of()));
        report("surefire", "A", "", "");
        assertEquals("Skipped: none.\n0", counted(Map.of()));
    }

    @Test
    void reportsOfEarlierRunsDoNotCount() throws Exception {
        report("surefire", "A", NO_PROGRAM);
        Path since = Files.writeString(directory.resolve("since"), "");
        Files.setLastModifiedTime(
                directory.resolve("target/surefire-reports/TEST-A.xml"), FileTime.fromMillis(1_000_000_000_000L));
        report("failsafe", "B", "Assumption failed: skipped: am root");
        Files.setLastModifiedTime(since, FileTime.fromMillis(1_100_000_000_000L));

        assertEquals("Skipped: 1 tests: 1 (am root).\n0", counted(Map.of(), since.toString()));
    }

    @Test
    void inCiAParityTestThatIsSkippedAlthoughItsAnswersAreThereFailsTheRun() throws Exception {
        report("surefire", "A", String.format(NO_ORACLE, "a.json"), NO_PROGRAM);
        String counted = "Skipped: 2 tests: 1 (no oracle), 1 (there is no skopeo on the path).\n";
        Path oracles = Files.createDirectories(directory.resolve("oracles"));

        assertEquals(counted + "0", counted(Map.of("ORACLES", oracles.toString())));
        assertEquals(
                counted + "0",
                counted(Map.of(
                        "CI", "true", "ORACLES", directory.resolve("none").toString())));
        assertEquals(
                counted + "The answers to compare with are in " + oracles + ", and 1 tests that do so were skipped.\n1",
                counted(Map.of("CI", "true", "ORACLES", oracles.toString())));
    }

    /** Writes a report with a test case for each message; an empty one was not skipped. */
    private void report(String kind, String name, String... messages) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<testsuite name=\"" + name + "\">\n");
        for (String message : messages) {
            xml.append("  <testcase name=\"it\" classname=\"")
                    .append(name)
                    .append("\">\n")
                    .append(
                            message.isEmpty()
                                    ? ""
                                    : "    <skipped message=\"" + message
                                            + "\" type=\"TestAborted\"><![CDATA[…]]></skipped>\n")
                    .append("  </testcase>\n");
        }
        Path folder = Files.createDirectories(directory.resolve("target/" + kind + "-reports"));
        Files.writeString(folder.resolve("TEST-" + name + ".xml"), xml + "</testsuite>\n");
    }

    /** Returns what the script prints, and its exit code. */
    private String counted(Map<String, String> environment, String... since) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                Path.of("it", "skipped.sh").toAbsolutePath().toString(),
                directory.resolve("target").toString());
        builder.command().addAll(List.of(since));
        builder.environment().remove("CI");
        builder.environment().remove("ORACLES");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + process.waitFor();
    }
}
