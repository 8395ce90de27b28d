package io.github.kubespraymaven.python.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelMetadataTest {
    private static final String NAME = "demo-1.0-py3-none-any.whl";
    private static final String METADATA = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n";

    private final Path directory;
    private final IndexPages pages = new IndexPages();
    private final byte[] wheel;

    WheelMetadataTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.wheel = Files.readAllBytes(WheelFixture.of("demo", "1.0")
                .file("demo.py", "x".repeat(100_000))
                .in(directory));
        pages.put("/" + NAME, "application/zip", wheel);
    }

    private IndexFile file(Sidecar sidecar) {
        return at("https://files.test/", sidecar);
    }

    private IndexFile at(String page, Sidecar sidecar) {
        return new IndexFile(
                DistributionFilename.parse(NAME),
                URI.create(page),
                NAME,
                List.of(Digest.of(wheel)),
                SpecifierSet.ANY,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                sidecar);
    }

    private String metadata(Sidecar sidecar) throws IOException {
        return new WheelMetadata(pages.fetch(directory), new Cache(directory).records()).of(file(sidecar));
    }

    @Test
    void aSidecarThatIsAnnouncedCostsOneRequest() throws IOException {
        pages.put("/" + NAME + ".metadata", "text/plain", METADATA);
        assertEquals(METADATA, metadata(new Sidecar.Present(Optional.of(Digest.of(METADATA)))));
        assertEquals(List.of("/" + NAME + ".metadata"), pages.asked());
    }

    @Test
    void aSidecarWithAnotherHashIsRefused() {
        pages.put("/" + NAME + ".metadata", "text/plain", "Name: evil\n");
        assertEquals(
                "https://files.test/" + NAME + ".metadata: wanted " + Digest.of(METADATA) + ", got "
                        + Digest.of("Name: evil\n") + "; try again, or use another index (-Dkubespray.pythonIndex)",
                assertThrows(
                                PythonException.class,
                                () -> metadata(new Sidecar.Present(Optional.of(Digest.of(METADATA)))))
                        .getMessage());
    }

    @Test
    void withoutASidecarTheEndOfTheWheelIsEnough() throws IOException {
        assertEquals(METADATA, metadata(new Sidecar.Unmentioned()));
        assertEquals(List.of("/" + NAME + " bytes=-65536"), pages.asked());
    }

    @Test
    void withoutRangesASidecarIsTriedAndThenTheWholeWheelKept() throws IOException {
        pages.withoutRanges();
        assertEquals(METADATA, metadata(new Sidecar.Unmentioned()));
        assertEquals(List.of("/" + NAME + " bytes=-65536", "/" + NAME + ".metadata", "/" + NAME), pages.asked());
        assertEquals(true, new Cache(directory).blobs().find(Digest.of(wheel)).isPresent());
    }

    @Test
    void whatOneIndexSaysOfAWheelIsNotBelievedForAnother() throws IOException {
        IndexPages evil =
                new IndexPages().put("/" + NAME + ".metadata", "text/plain", METADATA + "Requires-Dist: evil\n");
        IndexFile lie = at("https://evil.test/", new Sidecar.Present(Optional.empty()));
        assertEquals(
                METADATA + "Requires-Dist: evil\n",
                new WheelMetadata(evil.fetch(directory), new Cache(directory).records()).of(lie));

        assertEquals(METADATA, metadata(new Sidecar.Unmentioned()));
    }

    @Test
    void whatAnIndexSaysWithARangeOfAnotherWheelIsNotBelievedForAnother() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other"));
        byte[] forged = Files.readAllBytes(WheelFixture.bare("demo", "1.0")
                .dist("METADATA", METADATA + "Requires-Dist: evil\n")
                .in(other));
        IndexPages evil = new IndexPages().put("/" + NAME, "application/zip", forged);
        IndexFile lie = at("https://evil.test/", new Sidecar.Unmentioned());
        assertEquals(
                METADATA + "Requires-Dist: evil\n",
                new WheelMetadata(evil.fetch(directory), new Cache(directory).records()).of(lie));

        assertEquals(METADATA, metadata(new Sidecar.Unmentioned()));
    }

    @Test
    void aSidecarThatIsRefusedIsAskedForAnewByTheNextBuild() throws IOException {
        pages.put("/" + NAME + ".metadata", "text/plain", "Name: torn\n");
        Sidecar sidecar = new Sidecar.Present(Optional.of(Digest.of(METADATA)));
        assertEquals(
                PythonException.class,
                assertThrows(PythonException.class, () -> metadata(sidecar)).getClass());
        pages.put("/" + NAME + ".metadata", "text/plain", METADATA);
        assertEquals(METADATA, metadata(sidecar));
    }

    @Test
    void whatAWheelSaysItselfIsBelievedWhateverIndexesSay() throws IOException {
        WheelMetadata metadata = new WheelMetadata(pages.fetch(directory), new Cache(directory).records());
        metadata.keep(Digest.of(wheel), METADATA);
        pages.put("/" + NAME + ".metadata", "text/plain", METADATA + "Requires-Dist: evil\n");
        assertEquals(METADATA, metadata(new Sidecar.Present(Optional.empty())));
        assertEquals(List.of(), pages.asked());
    }

    @Test
    void aWheelOfThisMachineIsReadEachTime() throws IOException {
        Path here = directory.resolve(NAME);
        IndexFile local = at(directory.toUri().toString(), new Sidecar.Unmentioned());
        assertEquals(METADATA, new WheelMetadata(pages.fetch(directory), new Cache(directory).records()).of(local));
        Files.write(
                here,
                Files.readAllBytes(WheelFixture.bare("demo", "1.0")
                        .dist("METADATA", METADATA + "Requires-Dist: new\n")
                        .in(Files.createDirectories(directory.resolve("other")))));
        assertEquals(
                METADATA + "Requires-Dist: new\n",
                new WheelMetadata(pages.fetch(directory), new Cache(directory).records()).of(local));
    }

    @Test
    void whatIsKnownOnceIsNotAskedForAgain() throws IOException {
        metadata(new Sidecar.Unmentioned());
        int before = pages.asked().size();
        assertEquals(METADATA, metadata(new Sidecar.Unmentioned()));
        assertEquals(before, pages.asked().size());
    }
}
