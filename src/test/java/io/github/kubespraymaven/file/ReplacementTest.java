package io.github.kubespraymaven.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files appear whole or not at all, and no message has another name than theirs. */
class ReplacementTest {
    @TempDir
    Path work;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String refused(Path file) {
        return String.valueOf(assertThrows(UnwritableException.class, () -> Replacement.write(file, bytes("x")))
                .getMessage());
    }

    private String listing() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> work.relativize(file).toString())
                    .sorted()
                    .reduce("", (all, name) -> all + name + " ");
        }
    }

    @Test
    void theDirectoriesOfAFileAreMade() throws IOException {
        Replacement.write(work.resolve("a/b/c.tar"), out -> out.write(bytes("one")));
        Replacement.write(work.resolve("a/d/e"), bytes("two"));
        Replacement.link(work.resolve("a/d/e"), work.resolve("f/g"));
        assertEquals("a/b/c.tar a/d/e f/g ", listing());
        assertEquals("one", Files.readString(work.resolve("a/b/c.tar")));
        assertEquals("two", Files.readString(work.resolve("f/g")));
    }

    @Test
    void whatFailsHalfWayLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = Files.writeString(work.resolve("image.tar"), "before");
        IOException failure = assertThrows(
                IOException.class,
                () -> Replacement.write(file, out -> {
                    out.write(bytes("half"));
                    throw new IOException("a layer is gone");
                }));
        assertEquals("a layer is gone", failure.getMessage());
        assertEquals("image.tar ", listing());
        assertEquals("before", Files.readString(file));
    }

    @Test
    void aFileInTheWayOfADirectoryIsNamed() throws IOException {
        Path taken = Files.writeString(work.resolve("taken"), "");
        assertEquals(
                taken.resolve("a/b") + " cannot be written: " + taken + " is no directory; name another place",
                refused(taken.resolve("a/b")));
        assertEquals(
                taken.resolve("b") + " cannot be written: " + taken + " is no directory; name another place",
                refused(taken.resolve("b")));
    }

    @Test
    void aDirectoryIsNotReplacedAndNothingOfItIs() throws IOException {
        Path directory = Files.createDirectories(work.resolve("full/of"));
        Files.writeString(directory.resolve("things"), "");
        assertEquals(
                directory + " cannot be written: is a directory; make room, see to the permissions of "
                        + work.resolve("full") + ", or name another place",
                refused(directory));
        String streamed = String.valueOf(
                assertThrows(UnwritableException.class, () -> Replacement.write(directory, out -> out.write(1)))
                        .getMessage());
        assertEquals(directory + " cannot be written: what is there is no file; name another place", streamed);
        assertEquals("full/of/things ", listing());
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemTakesAndNoLonger() throws IOException {
        Path longest = work.resolve("n".repeat(255));
        Replacement.write(longest, bytes("x"));
        assertEquals("x", Files.readString(longest));
        Path longer = work.resolve("n".repeat(256));
        UnwritableException failure =
                assertThrows(UnwritableException.class, () -> Replacement.write(longer, bytes("x")));
        assertEquals(longer + " cannot be written: file name too long; take a shorter name", failure.getMessage());
        assertNull(failure.getCause(), "Maven would add its message, which has the other name");
    }

    @Test
    void aFullDiskIsSaidOfTheFile() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "skipped: there is no device that is always full");
        IOException failure = assertThrows(UnwritableException.class, () -> {
            try (var out = new Replacement.Named(Files.newOutputStream(full), work.resolve("image.tar"))) {
                out.write(bytes("x"));
            }
        });
        assertEquals(
                work.resolve("image.tar") + " cannot be written: no space left on device; make room, see to the"
                        + " permissions of " + work + ", or name another place",
                failure.getMessage());
    }

    @Test
    void aDirectoryThatMayNotBeWrittenToIsNamedAndNoOtherFile() throws IOException {
        Path closed = Files.createDirectories(work.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(closed), "skipped: root may write everywhere");
        assertEquals(
                closed.resolve("x") + " cannot be written: permission denied; make room, see to the permissions of "
                        + closed + ", or name another place",
                refused(closed.resolve("x")));
        assertEquals(
                closed.resolve("a/x") + " cannot be written: its directory cannot be made in " + closed
                        + ": permission denied; see to the permissions of " + closed + ", or name another place",
                refused(closed.resolve("a/x")));
    }

    @Test
    void aLinkToAFileStaysALinkToWhatIsWritten() throws IOException {
        Path real = Files.writeString(work.resolve("real.tar"), "before");
        Path link = Files.createSymbolicLink(work.resolve("link.tar"), Path.of("real.tar"));
        Replacement.write(link, out -> out.write(bytes("after")));
        assertEquals("real.tar", Files.readSymbolicLink(link).toString());
        assertEquals("after", Files.readString(real));
    }

    @Test
    void ofSeveralFilesNoneAppearsIfOneCannotBeWritten() throws IOException {
        Files.writeString(work.resolve("one"), "before");
        Map<Path, byte[]> files = new LinkedHashMap<>();
        files.put(work.resolve("one"), bytes("after"));
        files.put(work.resolve("one/two"), bytes("after"));
        assertThrows(UnwritableException.class, () -> Replacement.write(files));
        assertEquals("one ", listing());
        assertEquals("before", Files.readString(work.resolve("one")));
    }

    @Test
    void theNamesOfHalfFilesAreKnownAndNoOthers() {
        assertEquals(
                List.of(true, false, false, false),
                Stream.of(".kubespray-1f.part", ".kubespray", "image.tar.part", ".kubespray-notes.yml")
                        .map(Replacement::isBeside)
                        .toList());
    }
}
