package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonCursor;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A file in the making, out of the members that a page as JSON has for it, in whatever order they come. */
final class JsonFile {
    private Optional<String> filename = Optional.empty();
    private Optional<String> href = Optional.empty();
    private Optional<List<Digest>> digests = Optional.empty();
    private SpecifierSet requiresPython = SpecifierSet.ANY;
    private OptionalLong size = OptionalLong.empty();
    private Optional<Instant> uploaded = Optional.empty();
    private Optional<String> yanked = Optional.empty();

    /** PEP 714: the newer of two names counts. */
    private Optional<Sidecar> metadata = Optional.empty();

    private Optional<Sidecar> metadataByOldName = Optional.empty();

    private JsonFile() {}

    /** Reads a file's members. */
    static JsonFile read(JsonCursor json, LinkAttributes attributes) throws IOException {
        JsonFile file = new JsonFile();
        json.openObject();
        while (json.nextMember()) {
            // One that is null counts as missing.
            if (!json.passNull()) {
                file.member(json, attributes);
            }
        }
        file.checkComplete(json);
        return file;
    }

    private void member(JsonCursor json, LinkAttributes attributes) throws IOException {
        switch (json.name()) {
            case "filename" -> filename = Optional.of(json.text());
            case "url" -> href = Optional.of(json.text());
            case "hashes" -> digests = Optional.of(digests(json));
            case "requires-python" -> requiresPython = attributes.requiresPython(json.text());
            case "size" -> size = OptionalLong.of(json.whole());
            case "upload-time" -> uploaded = Optional.of(time(json));
            case "yanked" -> yanked = yanked(json);
            case "core-metadata" -> metadata = Optional.of(sidecar(json));
            case "dist-info-metadata" -> metadataByOldName = Optional.of(sidecar(json));
            default -> json.skip();
        }
    }

    private static List<Digest> digests(JsonCursor json) throws JsonException {
        List<Digest> digests = new ArrayList<>(1);
        json.openObject();
        while (json.nextMember()) {
            if (json.kind() == JsonCursor.Kind.TEXT) {
                PageLinks.digest(json.name(), json.text()).ifPresent(digests::add);
            } else {
                json.skip();
            }
        }
        return digests;
    }

    private static Instant time(JsonCursor json) throws IOException {
        String text = json.text();
        try {
            return UploadTimes.time(text);
        } catch (DateTimeException e) {
            JsonException wrong = json.wrong("wanted a time with an offset, got '" + text + "'");
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static Optional<String> yanked(JsonCursor json) throws JsonException {
        if (json.kind() == JsonCursor.Kind.TEXT) {
            return Optional.of(json.text());
        }
        return json.bool() ? Optional.of("") : Optional.empty();
    }

    private static Sidecar sidecar(JsonCursor json) throws JsonException {
        if (json.kind() == JsonCursor.Kind.OBJECT) {
            List<Digest> digests = digests(json);
            return new Sidecar.Present(digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(0)));
        }
        return json.bool() ? new Sidecar.Present(Optional.empty()) : new Sidecar.Absent();
    }

    private void checkComplete(JsonCursor json) throws JsonException {
        if (filename.isEmpty() || href.isEmpty() || digests.isEmpty()) {
            String missing = filename.isEmpty() ? "filename" : href.isEmpty() ? "url" : "hashes";
            throw json.wrong("the file that ends here has no member '" + missing + "'");
        }
    }

    /** Returns the file, if it is a wheel or an sdist of the project. */
    Optional<IndexFile> file(URI page, ProjectName project) {
        return LinkAttributes.filename(filename.orElseThrow(), project)
                .map(name -> new IndexFile(
                        name,
                        page,
                        href.orElseThrow(),
                        digests.orElseThrow(),
                        requiresPython,
                        size,
                        uploaded,
                        yanked,
                        metadata.or(() -> metadataByOldName).orElseGet(Sidecar.Unmentioned::new)));
    }
}
