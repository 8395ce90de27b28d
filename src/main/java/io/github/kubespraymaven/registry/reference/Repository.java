package io.github.kubespraymaven.registry.reference;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A place for images in a registry.
 *
 * @param registry its host, with a port where one is written; lower case; {@code docker.io} for Docker Hub
 * @param path its name there, as {@code library/debian}
 */
public record Repository(String registry, String path) {
    /** Docker Hub's name, which is not the host it is asked at. */
    public static final String DOCKER_HUB = "docker.io";

    /** OCI distribution specification, Pulling manifests: what many clients take for host, slash and name together. */
    private static final int MAX_LENGTH = 255;

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

    /** Checks both parts. */
    public Repository {
        String text = registry + "/" + path;
        registry = registry.toLowerCase(Locale.ROOT);
        if (text.length() > MAX_LENGTH) {
            throw new InvalidReferenceException(
                    text, "host and name have " + text.length() + " characters, registries take " + MAX_LENGTH);
        }
        if (!HOST.matcher(registry).matches()) {
            throw new InvalidReferenceException(text, "'" + registry + "' is no host");
        }
        if (!PATH.matcher(path).matches()) {
            String lower = path.toLowerCase(Locale.ROOT);
            throw new InvalidReferenceException(
                    text,
                    PATH.matcher(lower).matches()
                            ? "the name must be lower case: '" + lower + "'"
                            : "'" + path + "' is no name; it has lower-case letters and digits, between them"
                                    + " '.', '_', '__' or dashes, and '/' between its parts");
        }
    }

    /**
     * Reads {@code [HOST[:PORT]/]NAME}. Without a host it is Docker Hub's.
     *
     * @throws InvalidReferenceException if it is anything else
     */
    public static Repository parse(String text) {
        Reference reference = Reference.parse(text);
        if (reference.tag().isPresent() || reference.digest().isPresent()) {
            throw new InvalidReferenceException(text, "a repository has neither a tag nor a digest");
        }
        return reference.repository();
    }

    /** Returns the name of something in it: a tag or a digest. */
    public String with(String tagOrDigest) {
        return this + (tagOrDigest.contains(":") ? "@" : ":") + tagOrDigest;
    }

    /** Tells whether another repository is in the same registry. */
    public boolean isBeside(Repository other) {
        return registry.equals(other.registry);
    }

    // Written out as in Digest: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof Repository repository && toString().equals(repository.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return registry + "/" + path;
    }
}
