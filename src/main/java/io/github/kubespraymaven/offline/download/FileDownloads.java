package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.offline.download.DownloadException.MissingFileException;
import io.github.kubespraymaven.offline.download.DownloadResult.Outcome;
import io.github.kubespraymaven.offline.download.DownloadResult.State;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Brings files into a tree, side by side, and does what can be done: a failure is one file's alone. */
public final class FileDownloads {
    /** How many files of a host are under way at once, at most. */
    public static final int MOST_OF_A_HOST = HostQueue.MOST;

    private static final String RAW = "raw.githubusercontent.com";

    private final DownloadRequest request;
    private final FileRecords records;
    private final DownloadWatch watch;
    private final List<FileDownload> files = new ArrayList<>();
    private final Map<TreeName, Outcome> outcomes = new HashMap<>();
    private final Map<TreeName, IOException> failures = new HashMap<>();
    private final AtomicInteger ended = new AtomicInteger();

    private FileDownloads(DownloadRequest request, Fetch fetch, Blobs cache, DownloadWatch watch) throws IOException {
        this.request = request;
        this.records = FileRecords.of(request.tree());
        this.watch = watch;
        DiskSpace space = new DiskSpace();
        for (WantedFile file : request.list().files()) {
            files.add(new FileDownload(file, request, records, space, fetch, cache));
        }
    }

    /**
     * Brings what is not there. One run at a time works in a tree: the caller sees to that.
     *
     * @param cache of which files are taken that have the right digest
     * @param threads for what waits for the network: unbounded
     * @throws IOException if some files could not be brought: says of each why, and what to do; a user's error if all are
     */
    public static DownloadResult run(
            DownloadRequest request, Fetch fetch, Blobs cache, DownloadWatch watch, Executor threads)
            throws IOException {
        return new FileDownloads(request, fetch, cache, watch)
                .run(new ConcurrentTasks(threads, "interrupted while files were fetched"));
    }

    private DownloadResult run(ConcurrentTasks tasks) throws IOException {
        List<FileDownload> missing =
                tasks.atMost(Runtime.getRuntime().availableProcessors()).map(files, this::look).stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingLong((FileDownload file) ->
                                        file.expectedSize().orElse(0))
                                .reversed())
                        .toList();
        if (!missing.isEmpty()) {
            // Before anything is asked of a server: whether the tree can be written.
            records.write();
            watch.planned(missing.size());
            List<HostQueue> lanes = new ArrayList<>();
            for (HostQueue queue : queues(missing)) {
                for (int i = queue.lanes(); i > 0; i--) {
                    lanes.add(queue);
                }
            }
            tasks.map(lanes, queue -> bring(queue, missing.size()));
        }
        DownloadResult result = new DownloadResult(
                files.stream().map(file -> outcome(file.file().name())).toList());
        for (UnavailableFile file : request.list().unavailable()) {
            failures.put(file.name(), MissingFileException.of(file.reason()));
        }
        if (!failures.isEmpty()) {
            throw UserError.ofAll(incomplete(), failures.values());
        }
        for (GeneratedFile file : request.list().generated()) {
            write(file);
        }
        return result;
    }

    /** Writes one, unless it is there as it is to be. */
    private void write(GeneratedFile file) throws IOException {
        Path place = file.name().in(request.tree());
        if (!Files.isRegularFile(place) || !Arrays.equals(Files.readAllBytes(place), file.bytes())) {
            Replacement.write(place, file.bytes());
        }
        records.put(
                file.name(),
                new FileRecord(
                        Address.bare(file.url()).toString(),
                        file.bytes().length,
                        Digest.of(file.bytes()),
                        FileTrust.INDEX,
                        "made here"));
    }

    /** Returns a file that is to be brought; one that is there, or can never be, is done with. */
    private Optional<FileDownload> look(FileDownload file) throws InterruptedIOException {
        try {
            Optional<Outcome> there = file.look();
            there.ifPresent(outcome -> note(file, outcome));
            return there.isPresent() ? Optional.empty() : Optional.of(file);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            fail(file, e);
            return Optional.empty();
        }
    }

    private static List<HostQueue> queues(List<FileDownload> files) {
        Map<String, List<FileDownload>> byHost = new LinkedHashMap<>();
        for (FileDownload file : files) {
            byHost.computeIfAbsent(host(file.file()), host -> new ArrayList<>()).add(file);
        }
        return byHost.entrySet().stream()
                .map(host -> new HostQueue(host.getValue(), host.getKey().equals(RAW)))
                .toList();
    }

    /** GitHub's own address of a raw file leads to the host of raw files. */
    private static String host(WantedFile file) {
        String host = file.name().segments().get(0);
        return host.equals("github.com") && file.url().getPath().contains("/raw/") ? RAW : host;
    }

    private boolean bring(HostQueue queue, int all) throws InterruptedIOException {
        for (Optional<FileDownload> next = queue.next(); next.isPresent(); next = queue.next()) {
            queue.ended(bring(next.get(), all));
        }
        return true;
    }

    /** Returns how large the file is; one that failed is not small, so that a host in trouble is not asked more. */
    private long bring(FileDownload file, int all) throws InterruptedIOException {
        TreeName name = file.file().name();
        watch.begun(name);
        try {
            Outcome outcome = file.bring(watch);
            note(file, outcome);
            String size = DownloadResult.size(outcome.size());
            String how = outcome.state() == State.CACHED
                    ? ", from the cache"
                    : outcome.state() == State.MIRRORED ? ", from a mirror's directory" : resumed(outcome);
            watch.ended(
                    name,
                    true,
                    "[" + ended.incrementAndGet() + "/" + all + "] " + name + ": " + size + how + proven(file.file())
                            + ".");
            return outcome.size();
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return failed(file, e, all);
        } catch (IOException e) {
            return failed(file, e, all);
        }
    }

    private long failed(FileDownload file, IOException failure, int all) {
        fail(file, failure);
        watch.ended(
                file.file().name(),
                false,
                "[" + ended.incrementAndGet() + "/" + all + "] " + file.file().name() + ": failed.");
        return Long.MAX_VALUE;
    }

    private static String resumed(Outcome outcome) {
        return outcome.moved() < outcome.size()
                ? ", " + DownloadResult.size(outcome.size() - outcome.moved()) + " of it from an earlier run"
                : "";
    }

    private String proven(WantedFile file) {
        return file.digest().isPresent() ? "" : "; nobody vouches for it, its sum is in " + FileRecords.NAME;
    }

    private synchronized void note(FileDownload file, Outcome outcome) {
        outcomes.put(file.file().name(), outcome);
    }

    private synchronized void fail(FileDownload file, IOException failure) {
        failures.put(file.file().name(), failure);
        outcomes.put(file.file().name(), new Outcome(State.FAILED, 0, 0));
    }

    private synchronized Outcome outcome(TreeName name) {
        return outcomes.getOrDefault(name, new Outcome(State.FAILED, 0, 0));
    }

    /** Says which files are not there, why, and what to do. */
    private String incomplete() {
        boolean offline = failures.values().stream().allMatch(FileDownload::isOffline);
        Map<String, String> lines = new TreeMap<>();
        for (FileDownload file : files) {
            line(lines, file.file().name(), file.file().url(), offline);
        }
        for (UnavailableFile file : request.list().unavailable()) {
            line(lines, file.name(), file.url(), offline);
        }
        int all = files.size() + request.list().unavailable().size();
        String number = failures.size() + " of " + all + (all == 1 ? " file" : " files");
        String start = offline
                ? "Maven is offline, and " + number + " are neither in " + request.tree()
                        + " nor in the cache; run once"
                        + " without -o, or name a directory that has them with -Dkubespray.filesMirror:"
                : number + " could not be downloaded"
                        + (failures.size() < all ? "; the others are there" : "")
                        + "; a further run goes on where this one ended:";
        return start + lines.values().stream().map(line -> "\n  " + line).collect(Collectors.joining());
    }

    private void line(Map<String, String> lines, TreeName name, URI address, boolean offline) {
        Optional<IOException> failure = Optional.ofNullable(failures.get(name));
        if (failure.isEmpty()) {
            return;
        }
        String url = Address.shown(address);
        String reason = Optional.ofNullable(failure.get().getMessage())
                .orElse(failure.get().getClass().getSimpleName());
        lines.put(name.toString(), offline ? url : reason.contains(url) ? reason : url + ": " + reason);
    }
}
