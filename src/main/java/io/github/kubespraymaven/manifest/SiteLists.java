package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Lists of a site's own names, as {@code -Dkubespray.offline} makes them: there is nothing to be fetched by them. */
public final class SiteLists {
    static final String NAMES = "names";
    static final String SITE = "site";

    private SiteLists() {}

    /**
     * Refuses the lists of a folder if they are such.
     *
     * @throws UserErrorException if they are
     * @throws IOException if the folder cannot be read
     */
    public static void refuse(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> manifests = Files.newDirectoryStream(folder, "manifest*.json")) {
            for (Path manifest : manifests) {
                if (namesSite(manifest)) {
                    throw new UserErrorException(
                            "The lists in " + folder + " were made with -Dkubespray.offline and name the"
                                    + " site's own servers; run 'mvn kubespray:manifests' without it, which names upstreams.");
                }
            }
        }
    }

    private static boolean namesSite(Path manifest) throws IOException {
        try {
            Optional<JsonView> inputs = JsonReader.read(Files.readAllBytes(manifest), manifest.toString())
                    .find("inputs");
            Optional<JsonView> names = inputs.isPresent() ? inputs.get().find(NAMES) : Optional.empty();
            return names.isPresent() && names.get().text().equals(SITE);
        } catch (JsonException e) {
            // Not of this goal; whoever needs it says so.
            return false;
        }
    }
}
