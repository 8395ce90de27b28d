package io.github.kubespraymaven.offline.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageListTest {
    @TempDir
    Path directory;

    @Test
    void eachImageCountsOnceAndRemarksDoNot() throws IOException {
        assertEquals(
                "[docker.io/library/nginx:1.22, quay.io/coreos/etcd:v3.5]",
                read("# for all\nnginx:1.22\n\n docker.io/library/nginx:1.22  # again\nquay.io/coreos/etcd:v3.5\n"));
    }

    @Test
    void anImageWithoutATagIsTheLatest() throws IOException {
        String pinned = "nginx@sha256:" + "a".repeat(64);
        assertEquals(
                "[docker.io/library/nginx:latest, docker.io/library/" + pinned + "]",
                read("nginx\nnginx:latest\n" + pinned + "\n"));
    }

    @Test
    void allLinesThatNameNoImageAreNamed() {
        UserErrorException problem = assertThrows(UserErrorException.class, () -> read("nginx\nquay.io/Up\nx y\n"));
        assertEquals(
                """
                LIST:2: 'quay.io/Up' is no image reference (HOST/NAME[:TAG][@DIGEST]): the name must be lower case: 'up'
                LIST:3: 'docker.io/library/x y' is no image reference (HOST/NAME[:TAG][@DIGEST]): 'library/x y' is no name; it has lower-case letters and digits, between them '.', '_', '__' or dashes, and '/' between its parts""",
                String.valueOf(problem.getMessage())
                        .replace(directory.resolve("images.list").toString(), "LIST"));
    }

    @Test
    void aListThatIsNotThereOrIsEmptySaysWhatToDo() {
        Path list = directory.resolve("images.list");
        assertEquals(
                "There is no " + list + ". 'mvn kubespray:manifests' writes the list of images; or name another with"
                        + " -Dkubespray.images=FILE.",
                assertThrows(UserErrorException.class, () -> ImageList.read(list))
                        .getMessage());
        assertEquals(
                list + " names no image.",
                assertThrows(UserErrorException.class, () -> read("# none\n")).getMessage());
    }

    private String read(String text) throws IOException {
        return ImageList.read(Files.writeString(directory.resolve("images.list"), text))
                .toString();
    }
}
