package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Page;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A project's page as JSON: PEP 691, with PEP 700's sizes and upload times and PEP 714's core metadata. */
final class JsonPage {
    private final Page page;
    private final Attributes attributes = new Attributes();

    private JsonPage(Page page) {
        this.page = page;
    }

    /** Returns the project's wheels and sdists; other files are passed over. */
    static List<IndexFile> read(Page page, ProjectName project, String what) throws IOException {
        JsonView root = JsonReader.read(page.bytes(), what);
        checkVersion(root, what);
        JsonPage reader = new JsonPage(page);
        List<IndexFile> files = new ArrayList<>();
        for (JsonView file : root.get("files").items()) {
            Optional<DistributionFilename> filename =
                    Attributes.filename(file.get("filename").text(), project);
            if (filename.isPresent()) {
                files.add(reader.file(file, filename.get()));
            }
        }
        return files;
    }

    /** "Clients SHOULD … fail if the major version is greater than they support" (PEP 629). */
    private static void checkVersion(JsonView root, String what) throws IOException {
        Optional<JsonView> meta = root.find("meta");
        Optional<JsonView> version =
                meta.isEmpty() ? Optional.empty() : meta.get().find("api-version");
        if (version.isPresent()) {
            Attributes.checkVersion(version.get().text(), what);
        }
    }

    private IndexFile file(JsonView file, DistributionFilename filename) throws IOException {
        Optional<JsonView> size = file.find("size");
        Optional<JsonView> requires = file.find("requires-python");
        return new IndexFile(
                filename,
                page.uri(),
                file.get("url").text(),
                digests(file.get("hashes")),
                requires.isEmpty()
                        ? SpecifierSet.ANY
                        : attributes.requiresPython(requires.get().text()),
                size.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(size.get().number()),
                uploaded(file),
                yanked(file),
                sidecar(file));
    }

    private static List<Digest> digests(JsonView hashes) throws JsonException {
        List<Digest> digests = new ArrayList<>(1);
        for (Map.Entry<String, Json> hash : hashes.members().entrySet()) {
            if (hash.getValue() instanceof Json.Text value) {
                Links.digest(hash.getKey(), value.value()).ifPresent(digests::add);
            }
        }
        return digests;
    }

    private static Optional<Instant> uploaded(JsonView file) throws IOException {
        Optional<JsonView> time = file.find("upload-time");
        return time.isEmpty() ? Optional.empty() : Optional.of(UploadTimes.time(time.get()));
    }

    private static Optional<String> yanked(JsonView file) throws JsonException {
        Optional<JsonView> yanked = file.find("yanked");
        if (yanked.isEmpty()) {
            return Optional.empty();
        }
        if (yanked.get().value() instanceof Json.Text reason) {
            return Optional.of(reason.value());
        }
        return yanked.get().bool() ? Optional.of("") : Optional.empty();
    }

    private static Sidecar sidecar(JsonView file) throws JsonException {
        Optional<JsonView> stated = file.find("core-metadata");
        if (stated.isEmpty()) {
            stated = file.find("dist-info-metadata");
        }
        if (stated.isEmpty()) {
            return new Sidecar.Unmentioned();
        }
        if (stated.get().value() instanceof Json.Members) {
            return new Sidecar.Present(digests(stated.get()).stream().findFirst());
        }
        return stated.get().bool() ? new Sidecar.Present(Optional.empty()) : new Sidecar.Absent();
    }
}
