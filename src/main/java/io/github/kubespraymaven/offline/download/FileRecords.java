package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code files.json} of a tree: what is known of its files, by their names. It is written anew for each change, never half.
 * Safe for use by many threads.
 */
final class FileRecords {
    /** Its name in the tree. */
    static final String NAME = "files.json";

    private final Path file;
    private final Map<String, FileRecord> records = new TreeMap<>();

    private FileRecords(Path file) {
        this.file = file;
    }

    /**
     * Reads those of a tree; none where it has none yet.
     *
     * @throws UserErrorException if the file is none of these
     */
    static FileRecords of(Path tree) throws IOException {
        FileRecords records = new FileRecords(tree.resolve(NAME));
        if (Files.exists(records.file)) {
            try {
                JsonView json = JsonReader.read(Files.readAllBytes(records.file), records.file.toString());
                for (JsonView one : json.get("files").items()) {
                    records.records.put(one.get("path").text(), FileRecord.read(one));
                }
            } catch (JsonException e) {
                throw new UserErrorException(
                        e.getMessage()
                                + "; it says of which bytes files were first seen: mend it, or delete it, and they"
                                + " are taken as they come",
                        e);
            }
        }
        return records;
    }

    synchronized Optional<FileRecord> find(TreeName name) {
        return Optional.ofNullable(records.get(name.toString()));
    }

    /** Returns the one of a path in the tree, with slashes. */
    synchronized Optional<FileRecord> find(String path) {
        return Optional.ofNullable(records.get(path));
    }

    /** Takes a record, and writes them all if it is new. */
    synchronized void put(TreeName name, FileRecord record) throws IOException {
        if (!record.equals(records.put(name.toString(), record))) {
            write();
        }
    }

    /** Writes them all. */
    synchronized void write() throws IOException {
        List<Json> files = new ArrayList<>();
        records.forEach((path, record) -> files.add(record.json(path)));
        Json json = Json.object().put("files", new Json.Array(files)).build();
        Replacement.write(file, JsonWriter.pretty(json).getBytes(StandardCharsets.UTF_8));
    }
}
