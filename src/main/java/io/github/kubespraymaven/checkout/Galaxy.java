package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The two values of galaxy.yml (Ansible's "Collection Galaxy metadata structure") that an image tells about.
 *
 * @param version the collection's version
 * @param repository the address of its sources
 */
record Galaxy(Optional<String> version, Optional<String> repository) {
    static final String FILE = "galaxy.yml";
    private static final int MAX_BYTES = 1 << 20;

    /** A value that reads the same with any YAML parser: plain, and nothing in it that means something. */
    private static final Pattern PLAIN =
            Pattern.compile("^(version|repository): +([A-Za-z0-9][A-Za-z0-9./:+_-]*)[ \\r]*$", Pattern.MULTILINE);

    /**
     * Reads the galaxy.yml of a directory; where there is none, both values are missing.
     *
     * @throws UserErrorException if it cannot be read or is no YAML
     */
    static Galaxy of(Path directory) throws UserErrorException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new Galaxy(Optional.empty(), Optional.empty());
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UserErrorException(file + ": more than a MiB, which no galaxy.yml is");
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file);
        } catch (UserErrorException e) {
            throw e;
        } catch (IOException e) {
            throw new UserErrorException(file + " cannot be read: " + e, e);
        }
    }

    /** Loading a YAML parser costs an idle build more than all of git, so it is asked only where a line needs one. */
    private static Galaxy parse(String text, Path file) throws UserErrorException {
        Optional<String> version = plain(text, "version");
        Optional<String> repository = plain(text, "repository");
        if (version.isPresent() && repository.isPresent()) {
            return new Galaxy(version, repository);
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Object root = new Yaml(new SafeConstructor(options)).load(text);
            return root instanceof Map<?, ?> map
                    ? new Galaxy(text(map, "version"), text(map, "repository"))
                    : new Galaxy(Optional.empty(), Optional.empty());
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : ":" + (e.getProblemMark().getLine() + 1) + ":"
                            + (e.getProblemMark().getColumn() + 1);
            throw new UserErrorException(
                    file + where + ": not YAML: " + e.getProblem() + "; mend it, or restore it", e);
        } catch (YAMLException e) {
            throw new UserErrorException(file + ": not YAML: " + e.getMessage() + "; mend it, or restore it", e);
        }
    }

    private static Optional<String> plain(String text, String key) {
        Optional<String> found = Optional.empty();
        for (Matcher line = PLAIN.matcher(text); line.find(); ) {
            if (line.group(1).equals(key)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(line.group(2));
            }
        }
        return found;
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(Object::toString).filter(value -> !value.isBlank());
    }
}
