package io.github.kubespraymaven.offline.upload;

import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.TransferWatch;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.offline.download.DownloadWatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Takes files of a tree to a server, side by side; a failure is one file's alone. */
public final class TreeUpload {
    /** How many files are under way at once. */
    private static final int AT_ONCE = 4;

    private final Place.Server target;
    private final List<UploadedFile> files = new ArrayList<>();
    private final Map<String, Exception> failures = new TreeMap<>();
    private final AtomicInteger ended = new AtomicInteger();
    private int sent;
    private long bytes;

    /**
     * Prepares; nothing is asked of the server yet.
     *
     * @param names of files that are in the tree
     */
    public TreeUpload(Path tree, List<TreeName> names, Place.Server target, Http http, Fetch fetch) {
        this.target = target;
        names.forEach(name -> files.add(new UploadedFile(name, tree, target, http, fetch)));
    }

    /**
     * Compares what the server has with the tree, by all its bytes. Nothing is changed.
     *
     * @param threads for what waits for the network: unbounded
     * @throws UserErrorException if something is missing or different there: names all of it
     */
    public void check(Executor threads) throws IOException {
        List<Optional<String>> differences = tasks(threads).map(files, file -> file.difference()
                .map(difference -> "\n  " + Address.shown(target.of(file.name())) + ": " + difference));
        List<String> found = differences.stream().flatMap(Optional::stream).toList();
        if (!found.isEmpty()) {
            throw new UserErrorException(
                    found.size() + " of " + files.size() + " files are not as in the tree; run without"
                            + " -Dkubespray.check, and they are sent:" + String.join("", found));
        }
    }

    /**
     * Sends what the server does not have, and reads it back.
     *
     * @param threads for what waits for the network: unbounded
     * @return the whole in a line
     * @throws IOException if some files could not be sent: says of each why; a user's error if all are
     */
    public String send(DownloadWatch watch, Executor threads) throws IOException {
        watch.planned(files.size());
        tasks(threads).map(files, file -> send(file, watch));
        if (!failures.isEmpty()) {
            throw UserError.ofAll(
                    failures.size() + " of " + files.size() + " files could not be sent to "
                            + Address.shown(target.address()) + "; a further run sends only what is missing there:"
                            + failures.entrySet().stream()
                                    .map(failure -> "\n  " + failure.getKey() + ": "
                                            + failure.getValue().getMessage())
                                    .collect(Collectors.joining()),
                    failures.values());
        }
        return String.format(
                Locale.ROOT,
                "%d files at %s, %d sent, %d there already; %.2f MB sent.",
                files.size(),
                Address.shown(target.address()),
                sent,
                files.size() - sent,
                bytes / 1e6);
    }

    private static ConcurrentTasks tasks(Executor threads) {
        return new ConcurrentTasks(threads, "interrupted while files were sent").atMost(AT_ONCE);
    }

    private boolean send(UploadedFile file, DownloadWatch watch) throws InterruptedIOException {
        TreeName name = file.name();
        watch.begun(name);
        try {
            long size = file.size();
            watch.sized(name, size);
            boolean isSent = file.send(new TransferWatch() {
                @Override
                public void sized(long any) {
                    watch.sized(name, any);
                }

                @Override
                public void advanced(long here) {
                    watch.advanced(name, here);
                }
            });
            note(isSent, size);
            end(watch, name, true, isSent ? "sent, and read back." : "there already, by all its bytes.");
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            fail(watch, name, e);
        } catch (IOException e) {
            fail(watch, name, e);
        }
        return true;
    }

    private void end(DownloadWatch watch, TreeName name, boolean there, String what) {
        watch.ended(name, there, "[" + ended.incrementAndGet() + "/" + files.size() + "] " + name + ": " + what);
    }

    private synchronized void note(boolean isSent, long size) {
        sent += isSent ? 1 : 0;
        bytes += isSent ? size : 0;
    }

    private void fail(DownloadWatch watch, TreeName name, IOException failure) {
        synchronized (this) {
            failures.put(name.toString(), failure);
        }
        end(watch, name, false, "failed.");
    }
}
