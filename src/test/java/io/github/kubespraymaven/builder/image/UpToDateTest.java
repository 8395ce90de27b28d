package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.checkout.InputRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpToDateTest {
    @TempDir
    Path results;

    private UpToDate kept;

    @BeforeEach
    void keep() throws IOException {
        InputRecorder inputs = new InputRecorder(Instant.MAX);
        inputs.asked(Files.writeString(results.resolve("input"), "one"));
        InputRecorder written = new InputRecorder(Instant.MAX);
        written.asked(Files.writeString(results.resolve("index.json"), "{}"));
        kept = new UpToDate("asked", "git", inputs.text(), written.text(), "{\"reused\": true}", List.of("all", "so"));
        kept.keep(results);
    }

    private UpToDate found() {
        return UpToDate.find(results, "asked").orElseThrow();
    }

    @Test
    void whatWasKeptIsFoundAndHolds() throws IOException {
        assertEquals(kept, found());
        assertTrue(found().holds("git"));
        assertEquals(List.of("all", "so"), found().again(results));
        assertEquals("{\"reused\": true}", Files.readString(results.resolve("image.json")));
    }

    @Test
    void nothingIsFoundThatWasAskedForInOtherWords() {
        assertEquals(Optional.empty(), UpToDate.find(results, "asked for more"));
    }

    @Test
    void itDoesNotHoldWhenGitOrAnInputOrTheImageIsAnother() throws IOException {
        assertFalse(found().holds("another commit"));
        Files.writeString(results.resolve("input"), "three");
        assertFalse(found().holds("git"));
        keep();
        Files.delete(results.resolve("index.json"));
        assertFalse(found().holds("git"));
    }

    @Test
    void whatIsCutShortIsNotFound() throws IOException {
        Path file = results.resolve(".image-inputs");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 2; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(Optional.empty(), UpToDate.find(results, "asked"), length + " bytes");
        }
    }
}
