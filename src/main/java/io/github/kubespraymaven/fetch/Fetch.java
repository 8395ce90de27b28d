package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.FetchException.MissingException;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.http.Pause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets files and pages. Files are known by their digest: they come from the cache where it has them, are verified, and stand
 * in the cache when they are handed out. Pages are known by their address only. Safe for use by many threads; one serves a
 * whole build, so that nothing is asked for twice in it.
 */
public final class Fetch {
    private final Http http;
    private final Blobs blobs;
    private final Progress progress;
    private final PageCache pages;
    private final int atOnce;
    private final Pause pause;
    private final Map<Digest, Object> underWay = new ConcurrentHashMap<>();

    /**
     * Prepares to fetch; nothing is opened yet.
     *
     * @param atOnce how many files are fetched at once by {@link #files}
     */
    public Fetch(Http http, Blobs blobs, Records records, Progress progress, int atOnce) {
        this(http, blobs, records, progress, atOnce, Pause.real());
    }

    /** Prepares to fetch, with another way to wait between two tries. */
    public Fetch(Http http, Blobs blobs, Records records, Progress progress, int atOnce, Pause pause) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("not a number of downloads at once: " + atOnce);
        }
        this.http = http;
        this.blobs = blobs;
        this.progress = progress;
        this.pages = new PageCache(http, records);
        this.atOnce = atOnce;
        this.pause = pause;
    }

    /**
     * Returns a file in the cache, fetched if it was not there. Each source is tried in turn; wrong bytes are never kept.
     *
     * @throws UnavailableFilesException if no source has it, or there is to be no network: names it, and each source's reason
     * @throws CacheException if the cache cannot be written
     */
    public Path file(Download download) throws IOException {
        try {
            return one(download);
        } catch (MissingException e) {
            throw MissingFiles.summary(List.of(e), 1);
        }
    }

    /**
     * Returns files in the cache, fetched side by side if they were not there. One that fails does not keep the others from
     * coming, so that the next try has less to do.
     *
     * @throws UnavailableFilesException if some cannot be had: names every one of them, and why
     * @throws CacheException if the cache cannot be written
     */
    public Map<Digest, Path> files(Collection<Download> downloads) throws IOException {
        for (Download download : downloads) {
            if (blobs.find(download.digest()).isEmpty()) {
                progress.happened(new Progress.Step.Expected(download));
            }
        }
        List<Path> fetched;
        try (ThreadPool threads = ThreadPool.bounded(atOnce, "kubespray-fetch")) {
            fetched = new ConcurrentTasks(threads, "interrupted while files were fetched")
                    .map(downloads, this::one, new MissingFiles(downloads.size()));
        }
        Map<Digest, Path> files = new HashMap<>();
        Iterator<Path> paths = fetched.iterator();
        downloads.forEach(download -> files.put(download.digest(), paths.next()));
        return Map.copyOf(files);
    }

    /**
     * Returns what stands at an address. Within a build a page is asked for once; between builds it is asked for again, with
     * the marks the server gave it, so that an unchanged one need not be sent. Where there is to be no network, the page as
     * it was last seen is returned.
     *
     * @throws StatusException if the server has no such page
     * @throws OfflineException if there is to be no network and the page was never seen
     * @throws IOException if it is too large or cannot be had
     */
    public Page page(PageRequest request) throws IOException {
        return pages.get(request);
    }

    /**
     * Opens a file at a distance, to read parts of it.
     *
     * @param tail how many bytes of its end to fetch at once; a zip's directory is there
     * @return empty if the server does not serve parts; then the whole must be fetched
     * @throws StatusException if the server has no such file
     */
    public Optional<RangeSource> ranges(URI uri, int tail) throws IOException {
        return RemoteFile.open(http, uri, tail);
    }

    /**
     * Brings the bytes of a file, which go on behind those that have come before. Whether they are the right ones, the caller
     * looks.
     *
     * @param what what it is, for errors
     * @param source where it is; user information is sent as basic credentials and never printed
     * @throws StatusException if the server has no such file
     * @throws OfflineException if there is to be no network
     * @throws IOException if they cannot be had, or not be kept
     */
    public void bring(String what, URI source, PartialContent content, TransferWatch watch) throws IOException {
        new Transfer(http, what, source, OptionalLong.empty(), content, watch, pause).run();
    }

    private Path one(Download download) throws IOException {
        // Who comes second for the same file waits, and finds it in the cache.
        synchronized (underWay.computeIfAbsent(download.digest(), digest -> new Object())) {
            Optional<Path> there = blobs.find(download.digest());
            if (there.isPresent()) {
                progress.happened(new Progress.Step.Reused(download));
                return there.get();
            }
            try (BlobWriter writer = blobs.writer(download.digest().algorithm())) {
                return fromAnySource(download, writer);
            }
        }
    }

    private Path from(URI source, Download download, BlobWriter writer) throws IOException {
        progress.happened(new Progress.Step.Started(download));
        TransferWatch watch = new TransferWatch() {
            @Override
            public void sized(long bytes) {
                progress.happened(new Progress.Step.Sized(download, bytes));
            }

            @Override
            public void advanced(long bytes) {
                progress.happened(new Progress.Step.Advanced(download, bytes));
            }
        };
        new Transfer(http, download.what(), source, download.size(), new BlobContent(writer), watch, pause).run();
        Path file = writer.commit(download.what() + " from " + Hosts.of(source), download.digest())
                .file();
        progress.happened(new Progress.Step.Finished(download, writer.size()));
        return file;
    }

    private Path fromAnySource(Download download, BlobWriter writer) throws IOException {
        List<IOException> reasons = new ArrayList<>();
        for (URI source : download.sources()) {
            try {
                return from(source, download, writer);
            } catch (CacheException e) {
                throw e;
            } catch (InterruptedIOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                reasons.add(e);
            } catch (IOException e) {
                reasons.add(e);
            }
            writer.restart();
        }
        progress.happened(new Progress.Step.Failed(download));
        Optional<IOException> offline =
                reasons.stream().filter(OfflineException.class::isInstance).findFirst();
        throw offline.isPresent()
                ? MissingException.offline(download, offline.get())
                : MissingException.refused(download, reasons);
    }
}
