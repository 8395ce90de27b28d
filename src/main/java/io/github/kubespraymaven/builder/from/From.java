package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.transport.ImageSource;
import java.nio.file.Path;

/** What a base stands on, as asked for. */
public sealed interface From {

    /** The newest suite whose Python the release's ansible-core supports. */
    record Auto() implements From {}

    /** An OS layer made of this suite's packages. */
    record Debian(Suite suite) implements From {}

    /**
     * An image, to which all is added.
     *
     * @param written how it was asked for: where files lie on this machine is no matter of what is made of them
     */
    record Image(ImageSource source, String written) implements From {}

    /**
     * Reads {@code auto}, {@code debian:SUITE} or an image's name.
     *
     * @param base what paths are relative to
     * @throws UserErrorException if it is none of these
     */
    static From parse(String text, Path base) throws UserErrorException {
        if (text.equals("auto")) {
            return new Auto();
        }
        if (text.startsWith("debian:")) {
            return new Debian(Suite.named(text.substring("debian:".length())));
        }
        try {
            return new Image(ImageSource.parse(text, base), text);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(
                    "from: wanted auto, debian:SUITE, docker://HOST/NAME[:TAG|@DIGEST], oci:DIR[:TAG], oci-archive:FILE[:TAG]"
                            + " or docker-archive:FILE[:NAME:TAG], got "
                            + String.valueOf(e.getMessage()).replaceFirst("; wanted .*", ""),
                    e);
        }
    }
}
