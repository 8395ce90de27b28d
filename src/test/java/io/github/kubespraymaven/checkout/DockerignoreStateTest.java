package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a .dockerignore is, and whether it is the one that would be generated. */
class DockerignoreStateTest {
    private static final String GENERATED = Dockerignore.GENERATED;

    @TempDir
    Path directory;

    private Checkout checkout;
    private Path file;

    @BeforeEach
    void checkout() {
        checkout = new Checkout(directory);
        file = directory.resolve(".dockerignore");
    }

    private Dockerignore.State of(String text) throws IOException {
        Files.writeString(file, text);
        return Dockerignore.state(checkout);
    }

    @Test
    void whatEditorsAndGitTurnRoundIsNoChange() throws IOException {
        assertEquals(Dockerignore.State.MISSING, Dockerignore.state(checkout));
        assertEquals(Dockerignore.State.CURRENT, of(GENERATED));
        assertEquals(Dockerignore.State.CURRENT, of(GENERATED.replace("\n", "\r\n")));
        assertEquals(Dockerignore.State.CURRENT, of("\uFEFF" + GENERATED));
    }

    @Test
    void aMarkerBeforeChangesIsStaleAndWithoutItAllIsSomebodysOwn() throws IOException {
        assertEquals(Dockerignore.State.STALE, of(GENERATED + "more\n"));
        assertEquals(Dockerignore.State.STALE, of("\uFEFF" + GENERATED + "more\n"));
        assertEquals(Dockerignore.State.STALE, of(GENERATED.replace("docs\n", "")));
        assertEquals(Dockerignore.State.STALE, of("# mine\n" + GENERATED));
        assertEquals(Dockerignore.State.FOREIGN, of(GENERATED.substring(GENERATED.indexOf('\n') + 1)));
        assertEquals(Dockerignore.State.FOREIGN, of(""));
    }

    @Test
    void aLinkIsJudgedByWhatItPointsToAndNeverReplaced() throws IOException {
        Path shared = directory.resolve("shared");
        Files.writeString(shared, GENERATED);
        Files.createSymbolicLink(file, shared);
        assertEquals(Dockerignore.State.CURRENT, Dockerignore.write(checkout));
        Files.writeString(shared, GENERATED + "more\n");
        assertEquals(Dockerignore.State.STALE, Dockerignore.state(checkout));
        assertEquals(
                file
                        + " is a link to a generated file that is not what would be generated now; remove the link, or that"
                        + " file's first line to keep it",
                assertThrows(UserErrorException.class, () -> Dockerignore.write(checkout))
                        .getMessage());
        Files.delete(shared);
        assertEquals(
                file + " is a link to nothing; remove it, or mend it",
                assertThrows(UserErrorException.class, () -> Dockerignore.state(checkout))
                        .getMessage());
        assertEquals(
                file + " is a link to nothing; remove it, or mend it",
                assertThrows(UserErrorException.class, () -> Dockerignore.write(checkout))
                        .getMessage());
    }

    @Test
    void aDirectoryIsNamed() throws IOException {
        Files.createDirectory(file);
        assertEquals(
                file + " is a directory, where a file is wanted; remove it",
                assertThrows(UserErrorException.class, () -> Dockerignore.state(checkout))
                        .getMessage());
    }

    @Test
    void somebodysOwnIsNeverWrittenTo() throws IOException {
        Files.writeString(file, "*.md\n");
        assertEquals(Dockerignore.State.FOREIGN, Dockerignore.write(checkout));
        assertEquals("*.md\n", Files.readString(file));
        Files.writeString(file, GENERATED + "more\n");
        assertEquals(Dockerignore.State.STALE, Dockerignore.write(checkout));
        assertEquals(GENERATED, Files.readString(file));
    }
}
