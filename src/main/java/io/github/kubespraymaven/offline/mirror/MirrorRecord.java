package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a run of {@code mirror} has left behind: {@code mirror.json}. */
public final class MirrorRecord {
    private MirrorRecord() {}

    /**
     * Returns the images, by their names at the source, that have other digests in the target, since they were cut to some platforms.
     * None if there is no record, or one that cannot be read.
     *
     * @throws IOException if the file cannot be read
     */
    public static Set<String> cutImages(Path file) throws IOException {
        Set<String> images = new LinkedHashSet<>();
        if (Files.isRegularFile(file)) {
            try {
                JsonView record = JsonReader.read(Files.readAllBytes(file), file.toString());
                for (JsonView image : record.get("images").items()) {
                    if (image.find("sourceDigest").isPresent()) {
                        images.add(image.get("source").text());
                    }
                }
            } catch (JsonException e) {
                return Set.of();
            }
        }
        return images;
    }
}
