package io.github.kubespraymaven.checkout.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real git; every test is skipped, and says so, where there is none. */
class RevisionTest {
    private static final Optional<Git> GIT =
            Git.find(SearchPath.of(System.getenv().getOrDefault("PATH", "")));

    private final Path directory;
    private final Path work;

    RevisionTest(@TempDir Path directory) throws IOException {
        Assumptions.assumeTrue(GIT.isPresent(), "skipped: no git on the PATH");
        this.directory = directory;
        this.work = Files.createDirectory(directory.resolve("work"));
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=n", "-c", "user.email=e@localhost"));
        line.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(line)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    private void write(String path, String text) throws IOException {
        Path file = work.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Writes files, commits all there is, and tags it. */
    private void commit(String tag, String... pathsAndTexts) throws Exception {
        if (!Files.exists(work.resolve(".git"))) {
            git(work, "init", "-q");
        }
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            write(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        git(work, "add", "-A");
        git(work, "commit", "-q", "-m", tag);
        git(work, "tag", tag);
    }

    private static Revision open(Path place, String name) throws UserErrorException {
        return GIT.orElseThrow().revision(place, name);
    }

    private static String text(Revision revision, String path) throws IOException {
        return revision.read(path)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("(none)");
    }

    @Test
    void filesAreThoseOfTheCommitAndNotOfTheWorkTree() throws Exception {
        commit("v1", "roles/a/main.yml", "one\n", "roles/b.yml", "b\n", "gone.yml", "x\n");
        Files.delete(work.resolve("gone.yml"));
        commit("v2", "roles/a/main.yml", "two\n");
        write("roles/a/main.yml", "three\n");
        try (Revision revision = open(work, "v1")) {
            assertEquals("one\n", text(revision, "roles/a/main.yml"));
            assertEquals("x\n", text(revision, "gone.yml"));
            assertEquals(List.of("gone.yml", "roles/"), revision.list(""));
            assertEquals(List.of("a/", "b.yml"), revision.list("roles"));
            assertEquals(List.of(), revision.list("roles/b.yml"));
            assertEquals("(none)", text(revision, "roles"));
            assertEquals("(none)", text(revision, "roles/none.yml"));
        }
        try (Revision revision = open(work, "HEAD")) {
            assertEquals("two\n", text(revision, "roles/a/main.yml"));
            assertEquals(List.of("roles/"), revision.list(""));
        }
    }

    @Test
    void packedBorrowedAndLinkedRepositoriesAreReadAsGitReadsThem() throws Exception {
        String lines = "a line like the others\n".repeat(500);
        commit("v1", "long.yml", lines);
        commit("v2", "long.yml", lines + "one more\n");
        git(work, "gc", "-q", "--aggressive");
        git(directory, "clone", "-q", "--shared", "work", "borrower");
        git(work, "worktree", "add", "-q", "--detach", directory.resolve("tree").toString(), "v2");
        for (String place : List.of("work", "borrower", "tree")) {
            try (Revision revision = open(directory.resolve(place), "v1")) {
                assertEquals(lines, text(revision, "long.yml"), place);
            }
        }
    }

    @Test
    void nothingIsConverted() throws Exception {
        commit("v1", ".gitattributes", "* text=auto eol=crlf\n*.yml ident\n", "a.yml", "# $Id$\nb: 1\n");
        try (Revision revision = open(work, "v1")) {
            assertEquals("# $Id$\nb: 1\n", text(revision, "a.yml"));
        }
    }

    @Test
    void linksAreFollowedWithinTheTreeOnly() throws Exception {
        try {
            Files.createSymbolicLink(work.resolve("probe"), Path.of("nowhere"));
            Files.delete(work.resolve("probe"));
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("skipped: no symbolic links here");
        }
        Files.writeString(directory.resolve("outside.yml"), "secret\n");
        Files.createDirectories(work.resolve("inventory/local"));
        Files.createSymbolicLink(work.resolve("inventory/local/group_vars"), Path.of("../sample/group_vars"));
        Files.createSymbolicLink(work.resolve("inventory/local/all.yml"), Path.of("group_vars/all.yml"));
        Files.createSymbolicLink(work.resolve("out.yml"), Path.of("../outside.yml"));
        Files.createSymbolicLink(work.resolve("absolute.yml"), directory.resolve("outside.yml"));
        Files.createSymbolicLink(work.resolve("round"), Path.of("round"));
        for (int i = 1; i <= 41; i++) {
            Files.createSymbolicLink(
                    work.resolve("link" + i), Path.of(i == 1 ? "inventory/local/all.yml" : "link" + (i - 1)));
        }
        commit("v1", "inventory/sample/group_vars/all.yml", "a: 1\n");
        try (Revision revision = open(work, "v1")) {
            assertEquals("a: 1\n", text(revision, "inventory/local/group_vars/all.yml"));
            assertEquals("a: 1\n", text(revision, "inventory/local/all.yml"));
            assertEquals(List.of("all.yml"), revision.list("inventory/local/group_vars"));
            assertEquals(List.of("all.yml", "group_vars/"), revision.list("inventory/local"));
            assertEquals("(none)", text(revision, "out.yml"));
            assertEquals("(none)", text(revision, "absolute.yml"));
            assertEquals("(none)", text(revision, "round"));
            assertEquals("(none)", text(revision, "../outside.yml"));
            // Linux follows forty links; two of them are on the way of the first.
            assertEquals("a: 1\n", text(revision, "link38"));
            assertEquals("(none)", text(revision, "link39"));
        }
    }

    @Test
    void aCheckoutInsideAnotherProjectHasItsOwnPaths() throws Exception {
        commit("v1", "deploy/kubespray/cluster.yml", "- hosts: all\n", "pom.xml", "<project/>\n");
        try (Revision revision = open(work.resolve("deploy/kubespray"), "v1")) {
            assertEquals(List.of("cluster.yml"), revision.list(""));
            assertEquals("- hosts: all\n", text(revision, "cluster.yml"));
        }
    }

    @Test
    void whatNamesNoRevisionIsAMistakeThatNamesTagsThatAreThere() throws Exception {
        commit("v2.30.0", "a", "1");
        commit("v2.9.0", "a", "2");
        assertEquals(
                "the git repository of " + work + " has no revision 'v2.29.0'; its newest tags are v2.30.0, v2.9.0; "
                        + "git fetch --tags may bring more",
                message(work, "v2.29.0"));
        assertEquals(
                "'--all' names no revision; a tag such as v2.30.0, a branch or a commit does", message(work, "--all"));
        assertEquals(
                "'v2.9.0:a' names no revision; a tag such as v2.30.0, a branch or a commit does",
                message(work, "v2.9.0:a"));
        Path plain = Files.createDirectory(directory.resolve("plain"));
        assertEquals(
                plain + " lies in no git repository, so that there is no revision v1 to look at; give a manifest.json"
                        + " instead",
                message(plain, "v1"));
    }

    private static String message(Path place, String name) {
        return String.valueOf(
                assertThrows(UserErrorException.class, () -> open(place, name).close())
                        .getMessage());
    }

    @Test
    void aFileThatAPartialCloneLacksIsNamed() throws Exception {
        commit("v1", "a.yml", "a: 1\n");
        git(work, "config", "uploadpack.allowFilter", "true");
        git(
                directory,
                "clone",
                "-q",
                "--no-local",
                "--filter=blob:none",
                "--no-checkout",
                work.toUri().toString(),
                "partial");
        UserErrorException e = assertThrows(UserErrorException.class, () -> {
            try (Revision revision = open(directory.resolve("partial"), "v1")) {
                revision.read("a.yml");
            }
        });
        assertTrue(
                String.valueOf(e.getMessage()).contains("v1")
                        && String.valueOf(e.getMessage()).contains("partial clone"),
                e.getMessage());
    }
}
