package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.checkout.FileStamp;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.collection.CollectionScan;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the files of a checkout name. A file that has kept its size, its time of change and its identity in the file system is
 * not read again.
 */
final class ScannedFiles extends SimpleFileVisitor<Path> {
    private static final String KIND = "scanned-files";

    /** Changes with what is looked for in files. */
    private static final String FORMAT = "scanned-files 1";

    private static final long LARGEST = 1 << 20;

    private final Path checkout;
    private final Map<String, String> before;
    private final Map<String, NamedPlugins> names = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();
    private final InputRecorder watch;
    private final Outputs outputs;

    private ScannedFiles(Path checkout, Map<String, String> before, InputRecorder watch, Outputs outputs) {
        this.checkout = checkout;
        this.before = before;
        this.watch = watch;
        this.outputs = outputs;
    }

    /**
     * Reads a checkout's files, and keeps what was found in each.
     *
     * @param watch is told of them
     * @param outputs what is no part of the checkout
     */
    static NamedPlugins read(Path checkout, Records records, InputRecorder watch, Outputs outputs) throws IOException {
        Digest key = Digest.of(FORMAT + "\n" + checkout);
        Map<String, String> before = new HashMap<>();
        records.find(KIND, key).ifPresent(record -> new String(record, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> before.put(line.substring(0, line.lastIndexOf('\t')), line)));
        ScannedFiles scanned = new ScannedFiles(checkout, before, watch, outputs);
        Files.walkFileTree(checkout, scanned);
        if (!scanned.after.equals(before)) {
            records.put(KIND, key, String.join("\n", scanned.after.values()).getBytes(StandardCharsets.UTF_8));
        }
        return NamedPlugins.together(scanned.names.values());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        String name = String.valueOf(directory.getFileName());
        boolean passedOver = !directory.equals(checkout)
                && (name.startsWith(".")
                        || name.equals("target")
                        || outputs.isDirectory(directory, attributes)
                        || !CollectionScan.isRead(path(directory) + "/x.yml"));
        // Into the checkout itself the build puts its results; who reads all of it watches the names in it.
        if (!passedOver && !directory.equals(checkout)) {
            watch.asked(directory);
        }
        return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = path(file);
        if (attributes.isRegularFile() && attributes.size() <= LARGEST && CollectionScan.isRead(path)) {
            FileStamp fileStamp = FileStamp.of(attributes);
            String stamp = path + "\t" + fileStamp;
            watch.file(file, fileStamp);
            NamedPlugins found = known(stamp, file, path);
            names.put(path, found);
            if (fileStamp.settledAt(watch.readAt()) && path.indexOf('\n') < 0 && path.indexOf('\r') < 0) {
                after.put(stamp, stamp + "\t" + found.line());
            }
        }
        return FileVisitResult.CONTINUE;
    }

    private NamedPlugins known(String stamp, Path file, String path) throws IOException {
        String line = before.get(stamp);
        if (line != null) {
            try {
                return NamedPlugins.parse(line.substring(stamp.length() + 1));
            } catch (IllegalArgumentException e) {
                // Not as it is written today: read the file.
            }
        }
        CollectionScan scan = new CollectionScan();
        scan.add(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        return scan.found();
    }

    private String path(Path file) {
        return checkout.relativize(file).toString().replace('\\', '/');
    }
}
