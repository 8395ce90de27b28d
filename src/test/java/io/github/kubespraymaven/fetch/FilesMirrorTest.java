package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesMirrorTest {
    @TempDir
    Path work;

    @Test
    void serversAndDirectoriesStandInTheirOrder() throws Exception {
        Path tree = Files.createDirectories(work.resolve("tree"));
        TreeName name = TreeName.of(URI.create("https://example.com/v1%2B2/a%20b?c=d"));
        List<Place> places = FilesMirror.parse(
                        List.of("https://one/x", "tree", tree.toUri().toString()), work)
                .places();
        assertEquals(URI.create("https://one/x/example.com/v1+2/a%20b%3Fc=d"), ((Place.Server) places.get(0)).of(name));
        Path file = tree.resolve("example.com/v1+2/a b?c=d");
        assertEquals(file, ((Place.Directory) places.get(1)).of(name));
        assertEquals(file, ((Place.Directory) places.get(2)).of(name));
    }

    @Test
    void anAddressWithAQueryCanHaveNoPathBehindIt() {
        assertEquals(
                "filesMirror: 'https://one/x?…' has a query, behind which no path can stand.",
                assertThrows(UserErrorException.class, () -> FilesMirror.parse(List.of("https://one/x?y="), work))
                        .getMessage());
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertEquals(
                "filesMirror: wanted the address of a file server or a directory, got 'none'.",
                assertThrows(UserErrorException.class, () -> FilesMirror.parse(List.of("none"), work))
                        .getMessage());
    }
}
