package io.github.kubespraymaven.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @TempDir
    Path root;

    @Test
    void theFirstDirectoryThatHasItWins() throws IOException {
        program("b/tool");
        program("c/tool");
        assertEquals(Optional.of(root.resolve("b/tool")), path("a", "b", "c").find("tool"));
    }

    @Test
    void aNearDirectoryWinsOverAnEarlierName() throws IOException {
        program("a/python");
        program("b/python3");
        assertEquals(Optional.of(root.resolve("a/python")), path("a", "b").find("python3", "python"));
    }

    @Test
    void windowsExecutablesWinOverScriptsBesideThem() throws IOException {
        program("a/docker");
        program("a/docker.exe");
        assertEquals(Optional.of(root.resolve("a/docker.exe")), path("a").find("docker"));
    }

    @Test
    void directoriesAndFilesThatCannotBeRunAreNoPrograms() throws IOException {
        Files.createDirectories(root.resolve("a/tool"));
        Files.createFile(Files.createDirectories(root.resolve("b")).resolve("tool"));
        assertEquals(Optional.empty(), path("a", "b").find("tool"));
    }

    @Test
    void theCurrentDirectoryIsNeverLookedInto() {
        SearchPath path = SearchPath.of(String.join(File.pathSeparator, "", ".", "bin", "..", root.toString()));
        assertEquals(List.of(root), path.directories());
        assertEquals(List.of(), SearchPath.of("").directories());
        assertEquals(Optional.empty(), new SearchPath(List.of()).find("sh"));
    }

    @Test
    void onWindowsProgramsHaveOneOfTheEndingsThatItIsToldIn() throws IOException {
        program("a/docker-credential-x");
        program("a/docker-credential-x.cmd");
        program("b/docker-credential-x.exe");
        String path = root.resolve("a") + File.pathSeparator + root.resolve("b");
        assertEquals(
                Optional.of(root.resolve("a/docker-credential-x.cmd")),
                SearchPath.windows(path, ".COM;.EXE;.BAT;.CMD;.VBS;.JS").find("docker-credential-x"));
        assertEquals(
                Optional.of(root.resolve("b/docker-credential-x.exe")),
                SearchPath.windows(path, ".JS;.EXE").find("docker-credential-x"));
        assertEquals(
                List.of(".com", ".exe", ".bat", ".cmd"),
                SearchPath.windows(path, "").endings());
    }

    @Test
    void thePathIsTheEnvironmentsAlsoWhereItIsCalledOtherwise() {
        assertEquals(
                List.of(root), SearchPath.of(Map.of("PATH", root.toString())).directories());
        assertEquals(
                List.of(root), SearchPath.of(Map.of("Path", root.toString())).directories());
        assertEquals(List.of(), SearchPath.of(Map.of()).directories());
    }

    @Test
    void whatCanBeNoDirectoryIsPassedOver() {
        assertEquals(
                List.of(root), SearchPath.of("a\0b" + File.pathSeparator + root).directories());
    }

    private SearchPath path(String... names) {
        return SearchPath.of(String.join(
                File.pathSeparator,
                Arrays.stream(names).map(name -> root.resolve(name).toString()).toList()));
    }

    private void program(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        assertTrue(Files.createFile(file).toFile().setExecutable(true));
    }
}
