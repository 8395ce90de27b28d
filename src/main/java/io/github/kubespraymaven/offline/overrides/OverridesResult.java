package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The overrides.
 *
 * @param files what is to be written: names and contents
 * @param variables how many variables {@code offline.yml} has
 * @param fields how many fields of {@code downloads} were compared
 * @param warnings what stays outside, a line each
 * @param notes what is to be done with the files, a line each
 */
public record OverridesResult(
        Map<String, byte[]> files, int variables, int fields, List<String> warnings, List<String> notes) {
    /** The overrides for group_vars/all. */
    public static final String OFFLINE = "offline.yml";

    /** Those that only extra variables win with. */
    public static final String EXTRA = "offline-extra.yml";

    /** Keeps its own copies. */
    public OverridesResult {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /**
     * Replaces in a folder what an earlier run wrote; what only that run had is removed. The file of logins is its owner's alone, where the
     * file system knows owners.
     *
     * @throws IOException if the folder cannot be written to
     */
    public void write(Path folder) throws IOException {
        Map<Path, byte[]> places = new LinkedHashMap<>();
        files.forEach((name, bytes) -> places.put(folder.resolve(name), bytes));
        Path logins = folder.resolve(OwnOverrides.LOGINS);
        byte[] secret = places.remove(logins);
        Replacement.write(places);
        if (secret != null) {
            // Nobody else may read it, not even while it is new.
            Files.deleteIfExists(logins);
            boolean owned = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (owned) {
                Files.createFile(
                        logins, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(logins, secret);
        }
        for (String name : List.of(EXTRA, OwnOverrides.LOGINS)) {
            if (!files.containsKey(name)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }
}
