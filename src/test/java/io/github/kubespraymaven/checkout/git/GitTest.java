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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a real git; every test is skipped, and says so, where there is none. */
class GitTest {
    private static final String AT = "2026-04-24T04:16:46Z";
    private static final Optional<Git> GIT =
            Git.find(SearchPath.of(System.getenv().getOrDefault("PATH", "")));

    private final Path directory;
    private final Path work;

    GitTest(@TempDir Path directory) throws IOException {
        Assumptions.assumeTrue(GIT.isPresent(), "skipped: no git on the PATH");
        this.directory = directory;
        this.work = Files.createDirectory(directory.resolve("work"));
    }

    private void commit(String... tags) throws Exception {
        git(work, "init", "-q");
        Files.writeString(work.resolve("cluster.yml"), "- hosts: all\n");
        git(work, "add", "cluster.yml");
        git(work, "commit", "-q", "--allow-empty", "-m", "a change");
        for (String tag : tags) {
            git(work, "tag", tag);
        }
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=n", "-c", "user.email=e@localhost"));
        line.addAll(List.of("-c", "protocol.file.allow=always", "-c", "core.symlinks=true"));
        line.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_COMMITTER_DATE", AT);
        builder.environment().put("GIT_AUTHOR_DATE", AT);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    private static GitFacts ask(Path place) throws UserErrorException {
        return Git.ask(GIT, place);
    }

    @Test
    void theExactTagIsTheDescriptionAndAForksSuffixStays() throws Exception {
        commit("v2.31.0-acme.3");
        GitFacts facts = ask(work);
        assertEquals(Optional.of("v2.31.0-acme.3"), facts.description());
        assertEquals(facts.description(), Description.begin(GIT, work).facts().description());
        assertEquals(git(work, "rev-parse", "HEAD"), facts.head().orElseThrow().revision());
        assertEquals(AT, facts.head().orElseThrow().time().toString());
    }

    @Test
    void afterATagTheDescriptionIsGitsOwn() throws Exception {
        commit("2.30.0");
        commit();
        assertEquals(Optional.of(git(work, "describe", "--tags")), ask(work).description());
    }

    @Test
    void tagsThatNameNoVersionAreNotSeen() throws Exception {
        commit("v2.31.0");
        commit("nightly");
        assertTrue(ask(work).description().orElseThrow().startsWith("v2.31.0-1-g"));
    }

    @Test
    void aShallowCloneWithoutTagsHasACommitAndNoDescription() throws Exception {
        commit("v2.31.0");
        commit();
        git(directory, "clone", "-q", "--depth=1", "--no-tags", work.toUri().toString(), "clone");
        GitFacts facts = ask(directory.resolve("clone"));
        assertEquals(Optional.empty(), facts.description());
        assertTrue(facts.head().isPresent());
    }

    @Test
    void aRepositoryWithoutCommitsHasAnIndexOnly() throws Exception {
        git(work, "init", "-q");
        Files.writeString(work.resolve("x"), "");
        git(work, "add", "x");
        GitFacts facts = ask(work);
        assertEquals(Optional.empty(), facts.head());
        assertEquals(1, facts.index().size());
    }

    @Test
    void aWorktreeAndASubmoduleAnswerLikeTheRepositoryItself() throws Exception {
        commit("v2.31.0");
        git(work, "worktree", "add", "-q", directory.resolve("tree").toString());
        Path outer = Files.createDirectory(directory.resolve("outer"));
        git(outer, "init", "-q");
        git(outer, "submodule", "--quiet", "add", work.toUri().toString(), "kubespray");
        GitFacts wanted = ask(work);
        assertEquals(wanted, ask(directory.resolve("tree")));
        assertEquals(wanted, ask(outer.resolve("kubespray")));
    }

    @Test
    void insideAnotherProjectOnlyTheModesAreTaken() throws Exception {
        commit("v1.0.0");
        Path inside = Files.createDirectories(work.resolve("vendor/kubespray"));
        Files.writeString(inside.resolve("run.sh"), "#!/bin/sh\n");
        git(work, "add", "vendor");
        git(work, "update-index", "--chmod=+x", "vendor/kubespray/run.sh");
        GitFacts facts = ask(inside);
        assertEquals(Optional.empty(), facts.description());
        assertEquals(Optional.empty(), facts.head());
        assertEquals("{run.sh=EXECUTABLE}", kinds(facts));
    }

    @Test
    void theIndexKnowsKindsAndNamesOfAllSorts() throws Exception {
        commit();
        Files.createSymbolicLink(work.resolve("link"), Path.of("cluster.yml"));
        Files.writeString(work.resolve("with blank\tand tab"), "");
        git(work, "add", ".");
        git(work, "update-index", "--chmod=+x", "with blank\tand tab");
        git(work, "update-index", "--add", "--cacheinfo", "160000," + git(work, "rev-parse", "HEAD") + ",sub");
        assertEquals("{cluster.yml=FILE, link=LINK, sub=SUBMODULE, with blank\tand tab=EXECUTABLE}", kinds(ask(work)));
    }

    private static String kinds(GitFacts facts) {
        Map<String, IndexEntry.Kind> kinds = new TreeMap<>();
        facts.index().forEach((path, entry) -> kinds.put(path, entry.kind()));
        return kinds.toString();
    }

    @Test
    void noGitOrNoRepositoryBehindDotGitIsToldAndNoError() throws Exception {
        assertEquals(GitFacts.NONE, Git.ask(Optional.empty(), work));
        Files.writeString(work.resolve(".git"), "gitdir: " + directory.resolve("gone"));
        assertEquals(
                Optional.of("there is no git on the PATH to read the tags of " + work),
                Git.ask(Optional.empty(), work).problem());
        assertEquals(
                Optional.of("the .git of " + work + " leads to no repository (of a worktree or a submodule the main"
                        + " repository is needed too)"),
                ask(work).problem());
    }

    @Test
    void anEmptyDotGitDoesNotLeadToTheRepositoryAround() throws Exception {
        commit("v1.0.0");
        Path inside = Files.createDirectories(work.resolve("kubespray"));
        Files.createDirectory(inside.resolve(".git"));
        assertEquals(Optional.empty(), ask(inside).description());
    }

    @Test
    void aDamagedIndexIsAnErrorWithGitsOwnWords() throws Exception {
        commit();
        Files.writeString(work.resolve(".git/index"), "no index at all, and long enough to be looked at");
        String message = String.valueOf(
                assertThrows(UserErrorException.class, () -> ask(work)).getMessage());
        assertTrue(message.startsWith("git cannot read the index of " + work + ": "), message);
        assertTrue(message.contains("bad signature"), message);
    }

    @Test
    void aRepositoryOfSomebodyElseIsAnErrorThatSaysWhatToDo() throws Exception {
        commit();
        try {
            Files.setAttribute(work.resolve(".git"), "unix:uid", 12345);
            Files.setAttribute(work, "unix:uid", 12345);
        } catch (IOException e) {
            Assumptions.abort("skipped: only root can give files away");
        }
        Assumptions.assumeTrue(
                !git(directory, "config", "--get", "--default", "", "safe.directory")
                        .contains("*"),
                "skipped: this git trusts every directory");
        assertEquals(
                "git does not read " + work + ", because it belongs to another user than the one who builds; if you"
                        + " trust it: git config --global --add safe.directory " + work,
                assertThrows(UserErrorException.class, () -> ask(work)).getMessage());
    }

    @Test
    void nothingThatARepositoryConfiguresIsRun() throws Exception {
        commit("v2.31.0");
        Path proof = directory.resolve("proof");
        String run = "touch " + proof;
        git(work, "config", "core.fsmonitor", run);
        git(work, "config", "core.pager", run);
        git(work, "config", "alias.describe", "!" + run);
        git(work, "config", "filter.x.clean", run);
        Files.writeString(work.resolve(".gitattributes"), "* filter=x\n");
        ask(work);
        assertTrue(Files.notExists(proof), "the repository's own program was run");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the git is a shell script")
    void aGitThatHangsOrPrintsWithoutEndIsEnded() throws Exception {
        commit("v2.31.0");
        Path script = directory.resolve("git");
        for (List<String> one : List.of(
                List.of("sleep 100; true", " did not end in 1 seconds; run it by hand to see what keeps it"),
                List.of("yes >&2", " did not end in 1 seconds; run it by hand to see what keeps it"))) {
            Files.writeString(script, "#!/bin/sh\n" + one.get(0) + "\n");
            assertTrue(script.toFile().setExecutable(true));
            Optional<Git> hanging = Optional.of(new Git(script, Duration.ofSeconds(1)));
            assertEquals(
                    "'git ls-files' in " + work + one.get(1),
                    assertThrows(UserErrorException.class, () -> Git.ask(hanging, work))
                            .getMessage());
            assertEquals(
                    "'git describe' in " + work + one.get(1),
                    assertThrows(UserErrorException.class, () -> Description.begin(hanging, work)
                                    .facts())
                            .getMessage());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the git is a shell script")
    void gitIsToldToAskNobodyAndToFetchNothing() throws Exception {
        commit("v2.31.0");
        Path script = directory.resolve("git");
        Files.writeString(
                script,
                "#!/bin/sh\necho $LC_ALL.$GIT_TERMINAL_PROMPT.$GIT_ASKPASS.${GIT_ALLOW_PROTOCOL-unset}.$GIT_NO_LAZY_FETCH"
                        + ".$GIT_OPTIONAL_LOCKS.$1\n");
        assertTrue(script.toFile().setExecutable(true));
        assertEquals(
                Optional.of("C.0...1.0.--no-pager"),
                Description.begin(Optional.of(new Git(script)), work).facts().description());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the git is a shell script")
    void whatGitComplainsOfIsOneLineInTheMessage() throws Exception {
        commit("v2.31.0");
        Path script = directory.resolve("git");
        Files.writeString(
                script,
                "#!/bin/sh\nprintf '\\033[31mwarning: x\\033[0m\\nfatal: index file corrupt\\n' >&2; exit 128\n");
        assertTrue(script.toFile().setExecutable(true));
        assertEquals(
                "git cannot read the index of " + work + ": warning: x fatal: index file corrupt",
                assertThrows(UserErrorException.class, () -> Git.ask(Optional.of(new Git(script)), work))
                        .getMessage());
    }
}
