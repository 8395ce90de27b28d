package io.github.kubespraymaven.python.sdist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.wheel.Installation;
import io.github.kubespraymaven.python.wheel.Scheme;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledSdistTest {
    private static final String CORE = "ansible-core-2.12.5.tar.gz";
    private static final String LIB = "usr/local/lib/python3.9/dist-packages/";
    private static final String PKG_INFO = "Metadata-Version: 1.2\nName: ansible-core\nVersion: 2.12.5\n";

    private final Path directory;

    InstalledSdistTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Writes a tar drawn as lines {@code PATH = TEXT}, {@code PATH * TEXT} (executable) or {@code PATH -> TARGET}. */
    private Path sdist(String filename, String drawing) throws IOException {
        Path file = directory.resolve(filename);
        String top = filename.replace(".tar.gz", "/");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), "UTF-8")) {
            for (String line : drawing.strip().split("\n", -1)) {
                String[] parts = line.split(" (=|\\*|->) ?", 2);
                boolean link = line.contains(" -> ");
                TarArchiveEntry entry = link
                        ? new TarArchiveEntry(top + parts[0], TarConstants.LF_SYMLINK)
                        : new TarArchiveEntry(top + parts[0]);
                byte[] text = link ? new byte[0] : parts[1].replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
                if (link) {
                    entry.setLinkName(parts[1]);
                }
                entry.setSize(text.length);
                entry.setMode(line.contains(" * ") ? 0755 : 0644);
                tar.putArchiveEntry(entry);
                new ByteArrayInputStream(text).transferTo(tar);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    private static Map<String, String> installed(Path file) throws IOException {
        Map<String, String> tree = new LinkedHashMap<>();
        new InstalledSdist(
                        file,
                        SdistFilename.parse(file.getFileName().toString()),
                        SdistRules.standard(),
                        new Installation(Scheme.debian("3.9"), "/usr/bin/python3", false, Optional.empty()),
                        path -> !path.contains("dropped"))
                .writeTo((path, entry) -> {
                    try (InputStream in =
                            ((TreeEntry.RegularFile) entry).content().open()) {
                        tree.put(
                                Integer.toOctalString(entry.attributes().mode()) + " " + path,
                                new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                });
        return tree;
    }

    private String refusal(String drawing) throws IOException {
        Path file = sdist(CORE, drawing);
        return String.valueOf(
                assertThrows(SdistException.class, () -> installed(file)).getMessage());
    }

    @Test
    void theFilesOfTheWheelThatWouldBeBuiltAreInstalled() throws IOException {
        Map<String, String> tree = installed(
                sdist(
                        CORE,
                        """
                PKG-INFO = Metadata-Version: 1.2\\nName: ansible-core\\nVersion: 2.12.5\\nDescription: two\\n        \\n        lines\\n
                COPYING = free
                requirements.txt = # comment\\njinja2\\nresolvelib >= 0.5.3, < 0.6.0  # why\\n
                setup.py = evil()
                bin/ansible -> ../lib/ansible/cli/stub.py
                bin/ansible-doc -> ansible
                lib/ansible/__init__.py =
                lib/ansible/cli/stub.py * #!/usr/bin/env python\\nrun()\\n
                lib/ansible/modules/ping.py = ping
                lib/ansible/modules/alias.py -> ping.py
                lib/dropped/x.py = x
                test/lib/ansible_test/run.py = test
                test/units/test.py = no
                """));
        assertEquals(
                """
                644 usr/local/lib/python3.9/dist-packages/ansible/__init__.py
                644 usr/local/lib/python3.9/dist-packages/ansible_test/run.py
                755 usr/local/bin/ansible
                755 usr/local/bin/ansible-doc
                644 usr/local/lib/python3.9/dist-packages/ansible/modules/alias.py
                644 usr/local/lib/python3.9/dist-packages/ansible/modules/ping.py
                755 usr/local/lib/python3.9/dist-packages/ansible/cli/stub.py
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/INSTALLER
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/METADATA
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/RECORD
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/WHEEL
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/licenses/COPYING
                644 usr/local/lib/python3.9/dist-packages/ansible_core-2.12.5.dist-info/top_level.txt
                """
                        .lines()
                        .sorted()
                        .toList(),
                tree.keySet().stream().sorted().toList());
        assertEquals("#!/usr/bin/python3\nrun()\n", tree.get("755 usr/local/bin/ansible-doc"));
        assertEquals("ping", tree.get("644 " + LIB + "ansible/modules/alias.py"));
        assertEquals(
                "Metadata-Version: 1.2\nName: ansible-core\nVersion: 2.12.5\nDescription: two\n        \n        lines\n"
                        + "Requires-Dist: jinja2\nRequires-Dist: resolvelib<0.6.0,>=0.5.3\n",
                tree.get("644 " + LIB + "ansible_core-2.12.5.dist-info/METADATA"));
        assertEquals(
                13,
                tree.getOrDefault("644 " + LIB + "ansible_core-2.12.5.dist-info/RECORD", "")
                        .lines()
                        .count());
    }

    @Test
    void linksThatLeadOutOrNowhereAreRefused() throws IOException {
        String info = "PKG-INFO = " + PKG_INFO.replace("\n", "\\n") + "\n";
        assertEquals(
                CORE + ": lib/x points out of the archive, to ../../../etc/passwd",
                refusal(info + "lib/x -> ../../../etc/passwd"));
        assertEquals(
                CORE + ": lib/x points to /etc/passwd, which is no file of the archive",
                refusal(info + "lib/x -> /etc/passwd"));
        assertEquals(CORE + ": lib/x points to itself", refusal(info + "lib/x -> y\nlib/y -> x"));
    }

    @Test
    void namesThatLeadOutAreRefused() throws IOException {
        assertEquals(
                CORE + ": a member's name leads out of the archive or is no path: 'ansible-core-2.12.5/../x'",
                refusal("../x = x"));
    }

    @Test
    void decompressionBombsAreRefused() throws IOException {
        String refusal = refusal("zeros = " + "0".repeat(20 << 20));
        assertEquals(true, refusal.endsWith(": a decompression bomb"), refusal);
    }

    @Test
    void whatNoRuleCoversHasToBeBuilt() {
        assertEquals(
                "demo-1.0.tar.gz has to be built before it is installed",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new InstalledSdist(
                                        directory.resolve("x"),
                                        SdistFilename.parse("demo-1.0.tar.gz"),
                                        SdistRules.standard(),
                                        new Installation(
                                                Scheme.debian("3.9"), "/usr/bin/python3", false, Optional.empty()),
                                        path -> true))
                        .getMessage());
    }

    @Test
    void requirementsOfEggInfoKeepTheirConditions() {
        assertEquals(
                """
                Requires-Dist: a>=1
                Requires-Dist: b ; python_version < "3"
                Requires-Dist: c ; extra == "x"
                Requires-Dist: d ; (python_version < "3") and extra == "x"
                """,
                Requires.fromEggInfo("a>=1\n\n[:python_version < \"3\"]\nb\n[x]\nc\n[x:python_version < \"3\"]\nd\n"));
    }
}
