package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.sbom.licence.Licence;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is in an image.
 *
 * @param kind what it is
 * @param name as those who made it write it
 * @param version likewise
 * @param purl which also tells it from all others in the image
 * @param licence under which it is given, where that is known
 * @param file the file that it was unpacked from, where it had one of its own
 * @param supplier who gives it to us, where that is known
 * @param maker who looks after it, as the package says it
 * @param within the thing that it came in, where that has an entry of its own
 */
public record Component(
        Kind kind,
        String name,
        String version,
        PackageUrl purl,
        Optional<Licence> licence,
        Optional<Source> file,
        Optional<String> supplier,
        Optional<String> maker,
        Optional<PackageUrl> within) {

    /** What a component is. */
    public enum Kind {
        /** An image that this one stands on. */
        IMAGE,
        /** The distribution that all packages are of. */
        OPERATING_SYSTEM,
        /** A Debian package. */
        DEBIAN,
        /** A Python distribution. */
        PYTHON,
        /** A collection of Ansible's. */
        COLLECTION,
        /** A program. */
        PROGRAM,
        /** The checkout. */
        CHECKOUT;

        /** Returns the name that stands in records and properties. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the kind of that label. */
        static Kind labelled(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * A file as it was fetched.
     *
     * @param name without a directory
     * @param digest of its bytes
     */
    public record Source(String name, Digest digest) {}

    /** Returns a thing of which nothing more is known. */
    public static Component of(Kind kind, String name, String version, PackageUrl purl) {
        return new Component(
                kind,
                name,
                version,
                purl,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns it under a licence. */
    public Component under(Optional<Licence> given) {
        return new Component(kind, name, version, purl, given, file, supplier, maker, within);
    }

    /** Returns it, unpacked from a file. */
    public Component from(Optional<Source> source) {
        return new Component(kind, name, version, purl, licence, source, supplier, maker, within);
    }

    /** Returns it, given and looked after by these. */
    public Component by(Optional<String> givenBy, Optional<String> madeBy) {
        return new Component(kind, name, version, purl, licence, file, givenBy, madeBy, within);
    }

    /** Returns it as part of another. */
    public Component in(PackageUrl whole) {
        return new Component(kind, name, version, purl, licence, file, supplier, maker, Optional.of(whole));
    }

    /** Returns it as it is kept for later builds. */
    public Json.Members json() {
        Json.Builder json = Json.object()
                .put("kind", kind.label())
                .put("name", name)
                .put("version", version)
                .put("purl", purl.text());
        licence.ifPresent(one -> json.put("licence", one.expression()));
        file.ifPresent(
                one -> json.put("file", one.name()).put("digest", one.digest().toString()));
        supplier.ifPresent(one -> json.put("supplier", one));
        maker.ifPresent(one -> json.put("maker", one));
        within.ifPresent(one -> json.put("within", one.text()));
        return json.build();
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws JsonException if something is missing
     * @throws IllegalArgumentException if something is not what it should be
     */
    public static Component read(JsonView json) throws JsonException {
        Optional<String> file = text(json, "file");
        return new Component(
                Kind.labelled(json.get("kind").text()),
                json.get("name").text(),
                json.get("version").text(),
                new PackageUrl(json.get("purl").text()),
                text(json, "licence").map(Licence::new),
                file.isPresent()
                        ? Optional.of(new Source(
                                file.get(), Digest.parse(json.get("digest").text())))
                        : Optional.empty(),
                text(json, "supplier"),
                text(json, "maker"),
                text(json, "within").map(PackageUrl::new));
    }

    private static Optional<String> text(JsonView json, String name) throws JsonException {
        Optional<JsonView> member = json.find(name);
        return member.isPresent() ? Optional.of(member.get().text()) : Optional.empty();
    }
}
