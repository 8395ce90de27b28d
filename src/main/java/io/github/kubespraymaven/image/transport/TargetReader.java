package io.github.kubespraymaven.image.transport;

import io.github.kubespraymaven.file.UserPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads targets and sources as users write them. */
final class TargetReader {
    private static final Pattern FORM = Pattern.compile("([a-z-]+):(.*)", Pattern.DOTALL);

    /** The first colon ends the file, but for the one after a drive of Windows's. */
    private static final Pattern FILE = Pattern.compile("((?:[A-Za-z]:(?=[/\\\\]))?[^:]+)(?::(.*))?", Pattern.DOTALL);

    private final Path base;

    /** Of paths that are relative to a directory. */
    TargetReader(Path base) {
        this.base = base;
    }

    ImageTarget target(String text) {
        Matcher form = FORM.matcher(text.strip());
        String transport = form.matches() ? form.group(1) : "";
        String rest = form.matches() ? form.group(2) : "";
        try {
            return switch (transport) {
                case "docker" -> remote(rest);
                case "docker-daemon" -> new ImageTarget.DockerDaemon(named(rest));
                case "containers-storage" -> new ImageTarget.ContainersStorage(named(rest));
                default -> file(transport, rest)
                        .orElseThrow(() -> new IllegalArgumentException("it names no transport that is known"));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "': " + e.getMessage() + "; wanted docker://HOST/NAME[:TAG], oci:DIR[:TAG],"
                            + " oci-archive:FILE[:TAG], docker-archive:FILE[:NAME:TAG], docker-daemon:NAME:TAG or"
                            + " containers-storage:NAME:TAG",
                    e);
        }
    }

    ImageSource source(String text) {
        Matcher form = FORM.matcher(text.strip());
        String transport = form.matches() ? form.group(1) : "";
        String rest = form.matches() ? form.group(2) : "";
        try {
            return switch (transport) {
                case "docker" -> new ImageSource.Remote(afterSlashes(rest));
                default -> file(transport, rest)
                        .orElseThrow(() -> new IllegalArgumentException("it names no transport that can be read from"));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "': " + e.getMessage() + "; wanted docker://HOST/NAME[:TAG|@DIGEST], oci:DIR[:TAG],"
                            + " oci-archive:FILE[:TAG] or docker-archive:FILE[:NAME:TAG]",
                    e);
        }
    }

    private Optional<ImageFile> file(String transport, String rest) {
        return switch (transport) {
            case "oci" -> Optional.of(new ImageFile.Layout(path(rest), tag(rest)));
            case "oci-archive" -> Optional.of(new ImageFile.OciArchive(path(rest), tag(rest)));
            case "docker-archive" -> Optional.of(
                    new ImageFile.DockerArchive(path(rest), afterFile(rest).map(TargetReader::named)));
            default -> Optional.empty();
        };
    }

    private static ImageTarget remote(String rest) {
        return new ImageTarget.Remote(ImageName.parse(afterSlashes(rest)));
    }

    private static String afterSlashes(String rest) {
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException("docker: is followed by //");
        }
        return rest.substring(2);
    }

    private Path path(String rest) {
        Matcher parts = FILE.matcher(rest);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it names no file or directory");
        }
        return UserPath.of(parts.group(1), base);
    }

    private static Optional<String> afterFile(String rest) {
        Matcher parts = FILE.matcher(rest);
        return parts.matches() ? Optional.ofNullable(parts.group(2)) : Optional.empty();
    }

    private static Optional<String> tag(String rest) {
        return afterFile(rest).map(ImageName::requireTag);
    }

    private static ImageName named(String text) {
        ImageName name = ImageName.parse(text);
        if (name.tag().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no tag");
        }
        return name;
    }
}
