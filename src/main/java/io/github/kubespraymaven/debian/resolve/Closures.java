package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closures that were resolved before. A closure follows from the lists of packages and the names asked for alone; to know it
 * spares a build the reading of 60,000 packages.
 */
public final class Closures {
    /** Raised whenever the resolver would choose otherwise, or what is kept is written otherwise. */
    private static final int FORMAT = 1;

    private static final String KIND = "debian-closure";

    private final Records records;

    /** Keeps closures among these records. */
    public Closures(Records records) {
        this.records = records;
    }

    /** Gives the index to resolve in; asked only if the closure is not known. */
    @FunctionalInterface
    public interface Lists {
        /** Returns the packages that are offered. */
        PackageIndex read() throws IOException;
    }

    /**
     * Returns the closure of some names.
     *
     * @param offer the digest of the lists that are offered, and of what is installed already where something is
     * @param lists reads them
     * @throws UnmetDependenciesException if there is none
     */
    public List<ChosenPackage> get(Digest offer, List<String> names, Lists lists) throws IOException {
        Digest key = Digest.of(FORMAT + "\n" + offer + "\n" + String.join("\n", names));
        Optional<List<ChosenPackage>> known = records.find(KIND, key).flatMap(Closures::read);
        if (known.isPresent()) {
            return known.get();
        }
        List<ChosenPackage> closure = PackageResolver.resolve(lists.read(), names);
        records.put(KIND, key, write(closure));
        return closure;
    }

    private static byte[] write(List<ChosenPackage> closure) {
        List<Json> packages = new ArrayList<>();
        for (ChosenPackage one : closure) {
            Json.Builder json = Json.object()
                    .put("name", one.name())
                    .put("version", one.version())
                    .put("architecture", one.architecture())
                    .put("suite", one.suite())
                    .put("path", one.path())
                    .put("size", one.size())
                    .put("sha256", one.sha256().hex())
                    .put("needs", Json.texts(one.needs()));
            if (one.why() instanceof InstallReason.Requested requested) {
                json.put("requested", requested.name());
            } else if (one.why() instanceof InstallReason.Needed needed) {
                json.put("by", needed.by()).put("need", needed.need());
            }
            packages.add(json.build());
        }
        return JsonWriter.compact(new Json.Array(packages)).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the closure; none where the record is not one that this version writes. */
    private static Optional<List<ChosenPackage>> read(byte[] record) {
        try {
            List<ChosenPackage> closure = new ArrayList<>();
            for (JsonView one : JsonReader.read(record, "closure").items()) {
                closure.add(chosen(one));
            }
            return Optional.of(closure);
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ChosenPackage chosen(JsonView json) throws JsonException {
        Optional<JsonView> requested = json.find("requested");
        InstallReason why = requested.isPresent()
                ? new InstallReason.Requested(requested.get().text())
                : new InstallReason.Needed(
                        json.get("by").text(), json.get("need").text());
        return new ChosenPackage(
                json.get("name").text(),
                json.get("version").text(),
                json.get("architecture").text(),
                json.get("suite").text(),
                json.get("path").text(),
                json.get("size").number(),
                Digest.sha256(json.get("sha256").text()),
                needs(json),
                why);
    }

    private static List<String> needs(JsonView json) throws JsonException {
        List<String> needs = new ArrayList<>();
        for (JsonView need : json.get("needs").items()) {
            needs.add(need.text());
        }
        return needs;
    }
}
