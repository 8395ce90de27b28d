package io.github.kubespraymaven.python.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Roots are drawn a line a path: directories end in a slash, links have an arrow, programs a star, others may have a text. */
class InterpretersTest {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private static final String DEBIANS =
            """
            bin -> usr/bin
            usr/bin/python3 -> python3.11
            usr/bin/python3.11 *
            usr/lib/python3.11/os.py
            usr/lib/python3/dist-packages/
            """;

    @Test
    void debiansInstallsBesideItselfAndIsCalledByItsLink() throws IOException {
        assertEquals(
                "3.11 /usr/bin/python3 usr/local/lib/python3.11/dist-packages usr/local/bin", found(DEBIANS, PATH));
        assertTrue(Interpreters.find(drawn(DEBIANS), PATH).orElseThrow().isDebians());
    }

    @Test
    void oneBelowUsrLocalComesFirstAndInstallsInItself() throws IOException {
        assertEquals(
                "3.12 /usr/local/bin/python3.12 usr/local/lib/python3.12/site-packages usr/local/bin",
                found(
                        DEBIANS
                                + """
                                usr/local/bin/python3 -> python3.12
                                usr/local/bin/python3.12 *
                                usr/local/lib/python3.12/os.py
                                """,
                        PATH));
    }

    @Test
    void aVirtualEnvironmentIsInstalledInto() throws IOException {
        assertEquals(
                "3.11 /opt/venv/bin/python3 opt/venv/lib/python3.11/site-packages opt/venv/bin",
                found(
                        DEBIANS
                                + """
                                opt/venv/pyvenv.cfg
                                opt/venv/bin/python3 -> /usr/bin/python3
                                """,
                        "/opt/venv/bin:" + PATH));
    }

    @Test
    void fedorasInstallsBelowUsrLocal() throws IOException {
        assertEquals(
                "3.13 /usr/bin/python3.13 usr/local/lib/python3.13/site-packages usr/local/bin",
                found(
                        """
                        usr/bin/python3 -> python3.13
                        usr/bin/python3.13 *
                        usr/lib64/python3.13/os.py
                        """,
                        PATH));
    }

    @Test
    void withoutTheLinkTheNewestCounts() throws IOException {
        assertEquals(
                "3.12 /usr/bin/python3.12 usr/lib/python3.12/site-packages usr/bin",
                found(
                        """
                        usr/bin/python3.9 *
                        usr/bin/python3.12 *
                        usr/bin/python3.13
                        usr/lib/python3.9/os.py
                        usr/lib/python3.12/os.py
                        """,
                        PATH));
    }

    @Test
    void whatCannotRunIsNone() throws IOException {
        assertEquals(
                "none", found("usr/bin/python3 -> python3.11\nusr/bin/python3.11\nusr/lib/python3.11/os.py\n", PATH));
        assertEquals("none", found("usr/bin/python3 -> python3.11\nusr/bin/python3.11 *\n", PATH));
        assertEquals("none", found("usr/bin/python3 -> ../../../python3\n", PATH));
        assertEquals("none", found(DEBIANS, "bin:relative"));
    }

    @Test
    void theCLibraryTellsItsVersionInItsNameOrItsText() throws IOException {
        byte[] library = "\0GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\n\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        String banner = new String(CLibrary.banner(new ByteArrayInputStream(library)), StandardCharsets.ISO_8859_1);
        assertEquals("release version 2.36", banner);
        assertEquals(OptionalInt.of(36), glibc("usr/lib/x86_64-linux-gnu/libc.so.6 " + banner));
        assertEquals(
                OptionalInt.of(31),
                glibc("lib/aarch64-linux-gnu/libc-2.31.so\nlib/aarch64-linux-gnu/libc.so.6 -> libc-2.31.so"));
        assertEquals(OptionalInt.empty(), glibc("lib/ld-musl-x86_64.so.1"));
        assertTrue(CLibrary.isMusl(drawn("lib/ld-musl-x86_64.so.1")));
        assertFalse(CLibrary.isMusl(drawn(DEBIANS)));
    }

    @Test
    void whatIsInstalledIsWhatRecordsListAndIsThere() throws IOException {
        FileTree root = drawn(
                """
                usr/local/bin/tool *
                usr/local/lib/python3.12/site-packages/A_b-1.0.dist-info/METADATA
                usr/local/lib/python3.12/site-packages/A_b-1.0.dist-info/RECORD a/b.py,,|../../../bin/tool,,|a/gone.py,,|../../../../../../etc/x,,
                usr/local/lib/python3.12/site-packages/a/b.py
                usr/local/lib/python3.12/site-packages/a/not-listed.py
                """);
        TreePath library = TreePath.of("usr/local/lib/python3.12/site-packages");
        PresentDistribution only = PresentDistribution.in(root, library).get(0);
        assertEquals("a-b 1.0", only.project() + " " + only.version());
        assertEquals(
                "[usr/local/bin/tool, L/A_b-1.0.dist-info/METADATA, L/A_b-1.0.dist-info/RECORD, L/a/b.py]",
                only.files().toString().replace(library.value(), "L"));
    }

    private static OptionalInt glibc(String drawing) throws IOException {
        return CLibrary.glibcMinor(drawn(drawing));
    }

    private static String found(String drawing, String path) throws IOException {
        Optional<PythonInterpreter> found = Interpreters.find(drawn(drawing), path);
        return found.map(one -> one.version() + " " + one.executable() + " "
                        + one.scheme().library() + " " + one.scheme().scripts())
                .orElse("none");
    }

    private static FileTree drawn(String drawing) throws IOException {
        FileTree.Builder tree = FileTree.builder();
        for (String line : drawing.lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words[0].endsWith("/")) {
                tree.accept(TreePath.of(words[0].replaceFirst("/$", "")), TreeEntry.Directory.PLAIN);
            } else if (words.length > 1 && words[1].startsWith("-> ")) {
                tree.accept(TreePath.of(words[0]), TreeEntry.Symlink.to(words[1].substring(3)));
            } else {
                boolean program = words.length > 1 && words[1].equals("*");
                String text = words.length > 1 && !program ? words[1].replace('|', '\n') : "";
                tree.accept(TreePath.of(words[0]), TreeEntry.RegularFile.of(program ? 0755 : 0644, Content.of(text)));
            }
        }
        return withDirectories(tree.build());
    }

    private static FileTree withDirectories(FileTree tree) throws IOException {
        FileTree.Builder whole = FileTree.builder();
        java.util.TreeSet<TreePath> missing = new java.util.TreeSet<>();
        for (TreePath path : tree.entries().keySet()) {
            for (Optional<TreePath> up = path.parent();
                    up.isPresent();
                    up = up.get().parent()) {
                missing.add(up.get());
            }
        }
        missing.removeAll(tree.entries().keySet());
        for (TreePath path : missing) {
            whole.accept(path, TreeEntry.Directory.PLAIN);
        }
        tree.writeTo(whole);
        return whole.build();
    }
}
