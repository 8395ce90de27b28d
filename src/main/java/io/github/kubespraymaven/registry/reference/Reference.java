package io.github.kubespraymaven.registry.reference;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image is called.
 *
 * @param repository where it is
 * @param tag its name there
 * @param digest which bytes it must be; decides where there is a tag too
 */
public record Reference(Repository repository, Optional<String> tag, Optional<Digest> digest) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** Checks the tag. */
    public Reference {
        tag.filter(text -> !TAG.matcher(text).matches()).ifPresent(text -> {
            throw new InvalidReferenceException(
                    repository + ":" + text,
                    "'" + text + "' is no tag: up to 128 letters, digits, '_', '.' and '-', neither '.' nor '-' first");
        });
    }

    /**
     * Reads {@code [HOST[:PORT]/]NAME[:TAG][@DIGEST]}. As Docker has it, what stands before the first slash is a host if
     * it has a dot or a colon or is {@code localhost}; else the image is Docker Hub's, and below {@code library/} if its
     * name has one part.
     *
     * @throws InvalidReferenceException if it is anything else
     */
    public static Reference parse(String text) {
        int at = text.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(digest(text, text.substring(at + 1)));
        String name = at < 0 ? text : text.substring(0, at);
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        Optional<String> tag = tagged ? Optional.of(name.substring(colon + 1)) : Optional.empty();
        return new Reference(repository(tagged ? name.substring(0, colon) : name), tag, digest);
    }

    private static Repository repository(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (isHost && !first.equals(Repository.DOCKER_HUB) && !first.equals("index." + Repository.DOCKER_HUB)) {
            return new Repository(first, name.substring(slash + 1));
        }
        String path = isHost ? name.substring(slash + 1) : name;
        return new Repository(Repository.DOCKER_HUB, path.contains("/") ? path : "library/" + path);
    }

    private static Digest digest(String text, String digest) {
        try {
            return Digest.parse(digest);
        } catch (IllegalArgumentException e) {
            InvalidReferenceException problem = new InvalidReferenceException(text, String.valueOf(e.getMessage()));
            problem.initCause(e);
            throw problem;
        }
    }

    /** Returns what a registry is asked for: the digest, else the tag, else {@code latest}. */
    public String target() {
        return digest.map(Digest::toString).or(() -> tag).orElse("latest");
    }

    /** Returns this reference with a tag. */
    public Reference tagged(String name) {
        return new Reference(repository, Optional.of(name), digest);
    }

    /** Returns this reference for these bytes alone. */
    public Reference pinned(Digest bytes) {
        return new Reference(repository, tag, Optional.of(bytes));
    }

    // Written out as in Digest: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof Reference reference && toString().equals(reference.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return repository
                + tag.map(name -> ":" + name).orElse("")
                + digest.map(bytes -> "@" + bytes).orElse("");
    }
}
