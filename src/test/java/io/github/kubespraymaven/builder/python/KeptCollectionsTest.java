package io.github.kubespraymaven.builder.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCollectionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final CollectionName POSIX = new CollectionName("ansible", "posix");
    private static final CollectionName DOCKER = new CollectionName("community", "docker");
    private static final CollectionName LIBRARY = new CollectionName("community", "library");
    private static final AnsibleCollections THERE =
            new AnsibleCollections(Map.of(POSIX, Set.of(), DOCKER, Set.of(LIBRARY), LIBRARY, Set.of()), Map.of());

    private final Path checkout;
    private final Records records;

    KeptCollectionsTest(@TempDir Path directory) throws IOException {
        this.checkout = Files.createDirectories(directory.resolve("checkout"));
        this.records = new Cache(directory.resolve("cache")).records();
    }

    @Test
    void aChangedRoleChangesTheInputsOnlyIfItChangesTheSet() throws IOException {
        write("- ansible.posix.mount:\n", NOW.minusSeconds(60));
        assertEquals(List.of("ansible.posix"), lines());

        write("- ansible.posix.mount:\n- debug: {msg: stat.result.exists}\n", NOW.minusSeconds(50));
        assertEquals(List.of("ansible.posix"), lines());

        write("- ansible.posix.mount:\n- community.docker.docker_login:\n", NOW.minusSeconds(40));
        assertEquals(List.of("ansible.posix", "community.docker", "community.library"), lines());
    }

    @Test
    void aFileThatWasNotTouchedIsNotReadAgain() throws IOException {
        write("- ansible.posix.mount:  \n", NOW.minusSeconds(60));
        assertEquals(List.of("ansible.posix"), lines());

        write("- community.docker.pull:\n", NOW.minusSeconds(60));
        assertEquals(List.of("ansible.posix"), lines());

        write("- community.docker.pull:\n", NOW.minusSeconds(59));
        assertEquals(List.of("community.docker", "community.library"), lines());
    }

    @Test
    void aFileThatMayYetChangeWithoutAnotherTimeIsReadAgain() throws IOException {
        write("- ansible.posix.mount:  \n", NOW.minusSeconds(1));
        assertEquals(List.of("ansible.posix"), lines());

        write("- community.docker.pull:\n", NOW.minusSeconds(1));
        assertEquals(List.of("community.docker", "community.library"), lines());
    }

    private void write(String text, Instant changed) throws IOException {
        Path file = checkout.resolve("playbook.yml");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private List<String> lines() throws IOException {
        KeptCollections kept = KeptCollections.of(List.of("used"), checkout);
        return kept.lines(kept.of(
                Optional.of(THERE), () -> ScannedFiles.read(checkout, records, new InputRecorder(NOW), Outputs.NONE)));
    }
}
