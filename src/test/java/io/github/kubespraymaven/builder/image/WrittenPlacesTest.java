package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.image.transport.ImageTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is written over what is read, over another result, or over what is somebody's. */
class WrittenPlacesTest {
    @TempDir
    Path work;

    private Path checkout;

    @BeforeEach
    void draw() throws IOException {
        checkout = Files.createDirectories(work.resolve("kubespray"));
        Files.writeString(checkout.resolve("cluster.yml"), "- hosts: all\n");
        Files.createSymbolicLink(work.resolve("link"), checkout);
    }

    private WrittenPlaces places(Path results, Path cache, Optional<String> from, String... targets) {
        return new WrittenPlaces(
                checkout,
                results,
                cache,
                WrittenPlaces.files(Stream.of(targets)
                        .map(text -> ImageTarget.parse(text, checkout))
                        .toList()),
                from.map(text -> ImageSource.parse(text, checkout)),
                Optional.empty());
    }

    private WrittenPlaces to(String... targets) {
        return places(checkout.resolve("target/kubespray"), work.resolve("cache"), Optional.empty(), targets);
    }

    private String refused(WrittenPlaces places) {
        return String.valueOf(
                        assertThrows(UserErrorException.class, places::check).getMessage())
                .replace(work.toString(), "WORK");
    }

    @Test
    void newPlacesAndRegistriesAreFine() {
        assertDoesNotThrow(() -> to(
                        "oci:a/b",
                        "oci-archive:a/c.tar",
                        "docker-archive:c.tar",
                        "docker://host.example/kubespray",
                        "oci:target/kubespray/image")
                .check());
    }

    @Test
    void theCheckoutIsNoTargetByWhateverName() {
        String why = ": that is the checkout itself; name another place";
        assertEquals("to: oci:WORK/kubespray" + why, refused(to("oci:.")));
        assertEquals("to: oci:WORK/link" + why, refused(to("oci:../link")));
    }

    @Test
    void onePlaceHoldsOneImage() {
        assertEquals(
                "to: docker-archive:WORK/link/x.tar: one place cannot hold two images, and oci-archive:WORK/kubespray/x.tar"
                        + " is written too; name another place",
                refused(to("oci-archive:x.tar", "docker-archive:../link/x.tar")));
        assertEquals(
                "to: oci-archive:WORK/kubespray/a/x.tar: one place cannot hold two images, and oci:WORK/kubespray/a is"
                        + " written too; name another place",
                refused(to("oci:a", "oci-archive:a/x.tar")));
        assertEquals(
                "to: oci:WORK/kubespray/a: one place cannot hold two images, and oci-archive:WORK/kubespray/a/x.tar is"
                        + " written too; name another place",
                refused(to("oci-archive:a/x.tar", "oci:a")));
    }

    @Test
    void buildsOwnPlacesAreNoTargets() {
        String why = ": that is where build puts its own results; name another place";
        assertEquals("to: oci:WORK/kubespray/target/kubespray/base" + why, refused(to("oci:target/kubespray/base")));
        assertEquals(
                "to: oci:WORK/kubespray/target/kubespray/image:v1" + why, refused(to("oci:target/kubespray/image:v1")));
        assertEquals(
                "to: oci-archive:WORK/kubespray/target/kubespray/image/x.tar" + why,
                refused(to("oci-archive:target/kubespray/image/x.tar")));
        assertEquals(
                "to: oci:WORK/cache/x: that is in the cache, which may be deleted at any time; name another place",
                refused(to("oci:../cache/x")));
    }

    @Test
    void theImageBelowIsNotReplacedByTheOneOnIt() throws IOException {
        new OciLayout(checkout.resolve("below")).write(image(), "v1", images().cache());
        assertEquals(
                "to: oci:WORK/kubespray/below: that is the image it stands on, as 'from' says; name another place",
                refused(places(
                        work.resolve("results"),
                        work.resolve("cache"),
                        Optional.of("oci:../link/below:v1"),
                        "oci:below")));
    }

    @Test
    void somebodysFilesAndDirectoriesAreLeftAlone() throws IOException {
        Files.createDirectories(checkout.resolve("roles/x"));
        Files.createDirectories(checkout.resolve("web"));
        Files.writeString(checkout.resolve("web/index.json"), "{\"pages\": []}");
        assertEquals(
                "WORK/kubespray/web: holds an index.json that lists no images; name an empty directory, or one that does not"
                        + " exist",
                refused(to("oci:web")));
        assertEquals(
                "WORK/kubespray/cluster.yml: what is there is no image archive, and is not replaced; name another file, or"
                        + " delete it",
                refused(to("oci-archive:cluster.yml")));
        assertEquals(
                "WORK/kubespray/roles: what is there is a directory, and is not replaced; name another file, or delete it",
                refused(to("docker-archive:roles")));
        assertEquals(
                "WORK/kubespray/roles: holds x, so it is no image layout; name an empty directory, or one that does not"
                        + " exist",
                refused(to("oci:roles")));
        assertEquals(
                "WORK/kubespray/cluster.yml: what is there is no directory, and is not replaced; name another file, or"
                        + " delete it",
                refused(to("oci:cluster.yml")));
    }

    private SmallImages images() {
        return new SmallImages(work.resolve("cache"));
    }

    private io.github.kubespraymaven.image.ImageContents image() throws IOException {
        return images().image("one");
    }

    @Test
    void imagesOfEarlierBuildsAndEmptyFilesAreReplaced() throws IOException {
        new OciLayout(checkout.resolve("layout")).write(image(), "v1", images().cache());
        new OciArchive(checkout.resolve("image.tar")).write(image(), "v1", images().cache());
        Files.createFile(checkout.resolve("empty.tar"));
        assertDoesNotThrow(() -> to("oci:layout", "docker-archive:image.tar", "oci-archive:empty.tar")
                .check());
    }

    @Test
    void aCacheThatHoldsTheCheckoutIsRefused() {
        for (Path cache : new Path[] {checkout, work, work.resolve("link")}) {
            WrittenPlaces places = places(work.resolve("results"), cache, Optional.empty());
            assertEquals(
                    "cache: " + cache + " holds the checkout " + checkout
                            + ", and a cache may be deleted at any time; name" + " a directory of its own, such as "
                            + checkout + "/.cache/kubespray",
                    assertThrows(UserErrorException.class, places::outputs).getMessage());
        }
    }

    @Test
    void resultsInPlaceOfTheCheckoutAreRefused() {
        WrittenPlaces places = places(work.resolve("link"), work.resolve("cache"), Optional.empty());
        assertEquals(
                "directory: " + checkout
                        + " is where this goal puts its results; move the checkout, or the project's build"
                        + " directory",
                assertThrows(UserErrorException.class, places::outputs).getMessage());
    }
}
