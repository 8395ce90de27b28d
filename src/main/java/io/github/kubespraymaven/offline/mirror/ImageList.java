package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A list of images, one a line; empty lines and what follows a {@code #} do not count, nor does a second mention. */
public final class ImageList {
    private ImageList() {}

    /**
     * Reads a list.
     *
     * @throws UserErrorException if it is not there, is empty, or has lines that name no image: says all of them
     */
    public static List<Reference> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UserErrorException(
                    "There is no " + file
                            + ". 'mvn kubespray:manifests' writes the list of images; or name another with"
                            + " -Dkubespray.images=FILE.",
                    e);
        }
        Set<Reference> images = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                try {
                    images.add(tagged(Reference.parse(line)));
                } catch (InvalidReferenceException e) {
                    problems.add(file + ":" + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserErrorException(String.join("\n", problems));
        }
        if (images.isEmpty()) {
            throw new UserErrorException(file + " names no image.");
        }
        return List.copyOf(images);
    }

    /** As Docker reads it. */
    private static Reference tagged(Reference image) {
        return image.tag().isPresent() || image.digest().isPresent() ? image : image.tagged(image.target());
    }
}
