package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.ContentHead;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.TransferWatch;
import io.github.kubespraymaven.file.UnwritableException;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.offline.download.DownloadException.MissingFileException;
import io.github.kubespraymaven.offline.download.DownloadException.WrongFileException;
import io.github.kubespraymaven.offline.download.DownloadResult.Outcome;
import io.github.kubespraymaven.offline.download.DownloadResult.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One file on its way into the tree: what is there and right stays, and what is wrong only goes when something right has come. */
final class FileDownload {
    private static final int BUFFER = 1 << 16;

    /** So many first bytes tell a page from a file. */
    private static final int BEGINNING = 512;

    private final WantedFile file;
    private final Path place;
    private final Optional<Digest> wanted;
    private final DownloadRequest request;
    private final FileRecords records;
    private final DiskSpace space;
    private final Fetch fetch;
    private final Blobs cache;
    private long moved;

    FileDownload(
            WantedFile file, DownloadRequest request, FileRecords records, DiskSpace space, Fetch fetch, Blobs cache) {
        this.file = file;
        this.place = file.name().in(request.tree());
        this.request = request;
        this.records = records;
        this.space = space;
        this.fetch = fetch;
        this.cache = cache;
        this.wanted = file.digest().or(this::firstSeen);
    }

    /** What was seen first is what is wanted from then on. */
    private Optional<Digest> firstSeen() {
        return request.refresh() ? Optional.empty() : records.find(file.name()).map(FileRecord::sha256);
    }

    WantedFile file() {
        return file;
    }

    /** Returns how many bytes it may have: as many as it had when it was last seen. */
    OptionalLong expectedSize() {
        Optional<FileRecord> known = records.find(file.name());
        return known.isPresent() ? OptionalLong.of(known.get().size()) : OptionalLong.empty();
    }

    /**
     * Looks whether it is there. Nothing is asked of anybody for that.
     *
     * @return what has become of it; empty if it is to be fetched
     * @throws UnwritableException if something stands in its place that is no file
     */
    Optional<Outcome> look() throws IOException {
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(place)) {
            throw UnwritableException.taken(place);
        }
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        FileHash.Result found = FileHash.of(place, wanted);
        if (!found.wanted().equals(wanted.get())) {
            return Optional.empty();
        }
        long size = Files.size(place);
        boolean known = records.find(file.name())
                .filter(record -> record.sha256().equals(found.sha256()))
                .isPresent();
        if (!known) {
            records.put(file.name(), record(size, found.sha256(), "there"));
        }
        return Optional.of(new Outcome(State.PRESENT, size, 0));
    }

    /**
     * Brings it.
     *
     * @throws UnwritableException if it cannot be written
     * @throws MissingFileException if no source gave it: says of each why
     */
    Outcome bring(DownloadWatch watch) throws IOException {
        try (PartFile part = PartFile.open(place, wanted, space)) {
            Optional<Outcome> cached = fromCache(part);
            if (cached.isPresent()) {
                return cached.get();
            }
            List<IOException> reasons = new ArrayList<>();
            for (Source source : sources()) {
                try {
                    return source.bring(part, watch);
                } catch (UnwritableException e) {
                    throw e;
                } catch (InterruptedIOException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    reasons.add(e);
                } catch (IOException e) {
                    reasons.add(e);
                }
            }
            throw MissingFileException.of(reasons);
        }
    }

    /** From where it may come. */
    @FunctionalInterface
    private interface Source {
        Outcome bring(PartFile part, DownloadWatch watch) throws IOException;
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (Place mirror : request.mirror().places()) {
            if (mirror instanceof Place.Server server) {
                String from = Address.shown(server.address());
                sources.add((part, watch) -> fromServer(part, server.of(file.name()), from, watch));
            } else if (mirror instanceof Place.Directory directory) {
                Path copy = directory.of(file.name());
                if (Files.isRegularFile(copy)) {
                    sources.add((part, watch) -> fromDirectory(part, copy));
                }
            }
        }
        sources.add((part, watch) -> fromServer(part, file.url(), "upstream", watch));
        return sources;
    }

    private Optional<Outcome> fromCache(PartFile part) throws IOException {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<InputStream> bytes = cache.open(wanted.get());
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = bytes.get()) {
                part.begin(ContentHead.NONE);
                copy(in, part);
            }
            return Optional.of(keep(part, State.CACHED, "cache"));
        } catch (CacheException | DigestMismatchException e) {
            // A cache that is of no use now: there are other sources.
            return Optional.empty();
        }
    }

    private Outcome fromDirectory(PartFile part, Path copy) throws IOException {
        try (InputStream bytes = Files.newInputStream(copy)) {
            part.from(copy.toUri());
            part.begin(new ContentHead(
                    ContentHead.NONE.validators(), OptionalLong.of(Files.size(copy)), Optional.empty()));
            copy(bytes, part);
        }
        check(part, copy.toString());
        return keep(part, State.MIRRORED, copy.toString());
    }

    private static void copy(InputStream bytes, PartFile part) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            part.append(buffer, 0, n);
        }
    }

    private Outcome fromServer(PartFile part, URI source, String from, DownloadWatch watch) throws IOException {
        part.from(source);
        try {
            return transfer(part, source, from, watch);
        } catch (WrongFileException e) {
            if (e.isPage()) {
                throw e;
            }
            // The file may have changed in the midst, what an earlier run left may be of another, a line may have lost
            // something.
            return transfer(part, source, from, watch);
        }
    }

    private Outcome transfer(PartFile part, URI source, String from, DownloadWatch watch) throws IOException {
        if (!part.isComplete()) {
            long before = part.size();
            if (part.head().length().isPresent()) {
                watch.sized(file.name(), part.head().length().getAsLong());
            }
            Moved counter = new Moved(watch, before);
            fetch.bring(file.name().toString(), source, part, counter);
        }
        check(part, Address.shown(source));
        return keep(part, State.FETCHED, from);
    }

    /** Counts what comes over the network. */
    private final class Moved implements TransferWatch {
        private final DownloadWatch watch;
        private long last;

        Moved(DownloadWatch watch, long last) {
            this.watch = watch;
            this.last = last;
        }

        @Override
        public void sized(long bytes) {
            watch.sized(file.name(), bytes);
        }

        @Override
        public void advanced(long bytes) {
            moved += bytes > last ? bytes - last : bytes;
            last = bytes;
            watch.advanced(file.name(), bytes);
        }
    }

    private void check(PartFile part, String from) throws IOException {
        byte[] beginning = part.beginning(BEGINNING);
        ContentHead head = part.head();
        if (wanted.isPresent()) {
            Digest got = part.result().wanted();
            if (!got.equals(wanted.get())) {
                part.begin(ContentHead.NONE);
                throw WrongFileException.of(file, from, wanted.get(), got, beginning, head);
            }
            return;
        }
        String name = file.name().segments().get(file.name().segments().size() - 1);
        if (DownloadException.isHtml(beginning) && !name.matches(".*\\.html?(\\?.*)?")) {
            part.begin(ContentHead.NONE);
            throw WrongFileException.page(from);
        }
        if (head.encoding().isPresent()) {
            part.begin(ContentHead.NONE);
            throw WrongFileException.encoded(from, head.encoding().get());
        }
    }

    private Outcome keep(PartFile part, State state, String from) throws IOException {
        FileHash.Result hashes = part.result();
        long size = part.size();
        part.keep();
        records.put(file.name(), record(size, hashes.sha256(), from));
        return new Outcome(state, size, moved);
    }

    private FileRecord record(long size, Digest sha256, String from) {
        return new FileRecord(Address.bare(file.url()).toString(), size, sha256, file.trust(), from);
    }

    /** Tells whether a file is missing for want of a network alone. */
    static boolean isOffline(Throwable failure) {
        return failure instanceof MissingFileException
                && Arrays.stream(failure.getSuppressed()).anyMatch(OfflineException.class::isInstance);
    }
}
