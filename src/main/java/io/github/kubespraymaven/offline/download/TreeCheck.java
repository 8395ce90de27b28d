package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a tree with what is to be in it: every file is hashed, and nothing is changed. */
public final class TreeCheck {
    private final Path tree;
    private final DownloadList list;
    private final FileRecords records;
    private final List<String> differences = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TreeCheck(Path tree, DownloadList list) throws IOException {
        this.tree = tree;
        this.list = list;
        this.records = FileRecords.of(tree);
    }

    /**
     * What was found.
     *
     * @param right how many files are there, with the right bytes
     * @param differences what is missing, wrong, or there though nobody wants it: a line each, sorted
     * @param notes what is left of earlier lists or runs, and harms nothing
     */
    public record Result(int right, List<String> differences, List<String> notes) {
        /** Keeps its own copies. */
        public Result {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Compares.
     *
     * @param threads for the hashing
     */
    public static Result run(Path tree, DownloadList list, Executor threads) throws IOException {
        return new TreeCheck(tree, list).run(new ConcurrentTasks(threads, "interrupted while files were hashed"));
    }

    private Result run(ConcurrentTasks tasks) throws IOException {
        ConcurrentTasks hashing = tasks.atMost(Runtime.getRuntime().availableProcessors());
        List<WantedFile> files = new ArrayList<>(list.files());
        for (GeneratedFile file : list.generated()) {
            files.add(new WantedFile(file.url(), file.name(), Optional.of(Digest.of(file.bytes())), FileTrust.INDEX));
        }
        List<Optional<String>> found = hashing.map(files, this::look);
        found.forEach(problem -> problem.ifPresent(differences::add));
        for (UnavailableFile file : list.unavailable()) {
            differences.add("missing: " + file.name() + " (" + file.reason().getMessage() + ")");
        }
        Set<String> wanted = new HashSet<>();
        files.forEach(file -> wanted.add(file.name().toString()));
        List<String> others = others(wanted);
        List<Optional<String>> kept = hashing.map(others, this::other);
        kept.forEach(problem -> problem.ifPresent(differences::add));
        int right = (int) found.stream().filter(Optional::isEmpty).count();
        return new Result(right, List.copyOf(new TreeSet<>(differences)), notes);
    }

    private Optional<String> look(WantedFile file) throws IOException {
        Path place = file.name().in(tree);
        if (!Files.exists(place)) {
            return Optional.of("missing: " + file.name() + " (" + Address.shown(file.url()) + ")");
        }
        if (!Files.isRegularFile(place)) {
            return Optional.of("wrong: " + file.name() + " is no file");
        }
        Optional<FileRecord> record = records.find(file.name());
        Optional<Digest> wanted = file.digest().or(() -> record.map(FileRecord::sha256));
        if (wanted.isEmpty()) {
            return Optional.of("wrong: " + file.name() + " has no sum, and " + FileRecords.NAME
                    + " does not know it; download it anew");
        }
        FileHash.Result got = FileHash.of(place, wanted);
        return got.wanted().equals(wanted.get())
                ? Optional.empty()
                : Optional.of("wrong: " + file.name() + " is " + got.wanted() + " instead of " + wanted.get());
    }

    /** Returns the paths of what else is in the tree. */
    private List<String> others(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(tree)) {
            return List.of();
        }
        List<String> others = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) all.filter(path -> !Files.isDirectory(path))::iterator) {
                String path = tree.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (PartFile.isOnItsWay(String.valueOf(file.getFileName()))) {
                    notes.add("unfinished: " + path);
                } else if (!wanted.contains(path) && !path.equals(FileRecords.NAME)) {
                    others.add(path);
                }
            }
        }
        return others;
    }

    /** What an earlier list wanted may stay, if it is what came then. */
    private Optional<String> other(String path) throws IOException {
        Optional<FileRecord> record = records.find(path);
        if (record.isEmpty()) {
            return Optional.of("superfluous: " + path);
        }
        Digest wanted = record.get().sha256();
        Digest got = FileHash.of(tree.resolve(path), Optional.of(wanted)).sha256();
        if (!got.equals(wanted)) {
            return Optional.of("wrong: " + path + " is " + got + " instead of " + wanted);
        }
        synchronized (this) {
            notes.add("of an earlier list: " + path);
        }
        return Optional.empty();
    }

    /** Returns the differences as an error's message. */
    public static String message(Path tree, Result result) {
        return String.format(
                Locale.ROOT,
                "%s is not what is wanted: %d %s; download brings what is missing or wrong, and leaves what is superfluous to"
                        + " you:%s",
                tree,
                result.differences().size(),
                result.differences().size() == 1 ? "difference" : "differences",
                result.differences().stream().map(line -> "\n  " + line).collect(Collectors.joining()));
    }
}
