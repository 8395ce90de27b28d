package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.UserPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.nio.file.Path;

/** Where images go. */
public sealed interface MirrorTarget {

    /** {@code docker://HOST[/PREFIX]}: a registry. */
    record Registry(String host, String prefix) implements MirrorTarget {
        @Override
        public String toString() {
            return "docker://" + host + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /** {@code oci:DIR}: one OCI layout for all. */
    record Layout(Path directory) implements MirrorTarget {
        @Override
        public String toString() {
            return "oci:" + directory;
        }
    }

    /** {@code oci-archive:FILE}: the same in a tar archive. */
    record Archive(Path file) implements MirrorTarget {
        @Override
        public String toString() {
            return "oci-archive:" + file;
        }
    }

    /**
     * Reads a target.
     *
     * @param base what file names are relative to
     * @throws UserErrorException if it is none
     */
    static MirrorTarget parse(String text, Path base) throws UserErrorException {
        try {
            if (text.startsWith("docker://")) {
                String rest = text.substring("docker://".length());
                int slash = rest.indexOf('/');
                String host = slash < 0 ? rest : rest.substring(0, slash);
                String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceFirst("/+$", "");
                // A repository checks both.
                Repository any = new Repository(host, prefix.isEmpty() ? "any" : prefix);
                return new Registry(any.registry(), prefix);
            }
            if (text.startsWith("oci:") && text.length() > "oci:".length()) {
                return new Layout(UserPath.of(text.substring("oci:".length()), base));
            }
            if (text.startsWith("oci-archive:") && text.length() > "oci-archive:".length()) {
                return new Archive(UserPath.of(text.substring("oci-archive:".length()), base));
            }
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("to: '" + text + "': " + e.getMessage(), e);
        }
        throw new UserErrorException(
                "to: wanted docker://HOST[/PREFIX], oci:DIR or oci-archive:FILE, got '" + text + "'.");
    }
}
